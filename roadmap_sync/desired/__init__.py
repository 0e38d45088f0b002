"""The state that a roadmap wants: issues, bodies, labels, the board, checklists."""
