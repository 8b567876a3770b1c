"""Money of a plan: ten years of budgets, loans, the grant, support measures, and the tax measure for investors."""
