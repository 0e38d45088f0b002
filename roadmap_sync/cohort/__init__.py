"""Many learners, one curriculum: what their reports publish, read and summed up for the teacher."""
