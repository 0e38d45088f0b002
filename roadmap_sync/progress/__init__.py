"""How far the learner is: numbers, pace, burn-up, forecast, verdicts and what is next."""
