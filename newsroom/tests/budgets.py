"""What a page may cost a reader, and what it has cost."""

# In bytes, files, requests, hosts and CLS. A kilobyte has 1,000 bytes.
EVERY_PAGE = {"js": 5_000, "css": 10_000, "fonts": 25_000, "font files": 1, "before text": 3, "foreign": 0, "cls": 0.01}
BUDGETS = {
    "article": {"html css js": 25_000, "all": 120_000} | EVERY_PAGE,
    "front": {"html css js": 35_000, "all": 250_000} | EVERY_PAGE,
}


def figures(visit):
    """{name in the budgets: what the visit has cost so far}"""
    workers = visit.weight_of_workers()
    return {
        "html css js": visit.weight("Document", "Stylesheet", "Script") + workers,
        "js": visit.weight("Script") + workers,
        "css": visit.weight("Stylesheet"),
        "fonts": visit.weight("Font"),
        "font files": len(visit.fetched("Font")),
        "all": visit.weight() + workers,
        "before text": len(visit.blocking()),
        "foreign": len(visit.foreign_hosts()),
        "cls": visit.look()["shift"],
    }


def over(budget, found):
    return {name: f"{found[name]:,.6g} > {most:,.6g}" for name, most in budget.items() if found[name] > most}
