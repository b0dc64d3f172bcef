"""Documents → sentences, and what the agreement says about itself: parties, amounts, dates, annexes."""
