"""The acts of the window: code, menu, keys as shipped; words are `ui.action.<code>`, why is `ui.tip.<code>`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One act: `menu` it stands in ("" for keys alone), its keys, whether it is on or off."""

    code: str
    menu: str
    keys: tuple[str, ...] = ()
    checkable: bool = False
    group: str = ""
    needs_project: bool = True


ENTRIES: tuple[Entry, ...] = (
    Entry("new", "file", ("Ctrl+N",), needs_project=False),
    Entry("open", "file", ("Ctrl+O",), needs_project=False),
    Entry("sample", "file", needs_project=False),
    Entry("-1", "file"),
    Entry("import", "file", ("Ctrl+I",)),
    Entry("export", "file", ("Ctrl+E",)),
    Entry("remove_page", "file"),
    Entry("-2", "file"),
    Entry("trash", "file"),
    Entry("settings", "file", ("Ctrl+,",), needs_project=False),
    Entry("quit", "file", ("Ctrl+Q",), needs_project=False),
    Entry("undo", "edit", ("Ctrl+Z",)),
    Entry("redo", "edit", ("Ctrl+Shift+Z", "Ctrl+Y")),
    Entry("-3", "edit"),
    Entry("copy", "edit", ("Ctrl+C",)),
    Entry("date", "edit", ("D",)),
    Entry("-4", "edit"),
    Entry("find", "edit", ("Ctrl+F",)),
    Entry("find_next", "edit", ("F3",)),
    Entry("find_previous", "edit", ("Shift+F3",)),
    Entry("palette", "edit", ("Ctrl+K", "Ctrl+Shift+F")),
    Entry("retitle", "article", ("F2",)),
    Entry("-12", "article"),
    Entry("split", "article", ("Ctrl+Shift+S",)),
    Entry("merge_next", "article", ("Ctrl+M",)),
    Entry("move_to", "article", ("Ctrl+Shift+M",)),
    Entry("passage_up", "article", ("Ctrl+Shift+Up",)),
    Entry("passage_down", "article", ("Ctrl+Shift+Down",)),
    Entry("panes_1", "view", ("Ctrl+1",), True, "panes"),
    Entry("panes_2", "view", ("Ctrl+2",), True, "panes"),
    Entry("panes_3", "view", ("Ctrl+3",), True, "panes"),
    Entry("panes_4", "view", ("Ctrl+4",), True, "panes"),
    Entry("-5", "view"),
    Entry("linked", "view", ("Ctrl+L",), True),
    Entry("left_panel", "view", ("Ctrl+B",), True),
    Entry("right_panel", "view", ("Ctrl+J",), True),
    Entry("-6", "view"),
    Entry("larger", "view", ("Ctrl++", "Ctrl+=")),
    Entry("smaller", "view", ("Ctrl+-",)),
    Entry("-7", "view"),
    Entry("next_pane", "view", ("F6",)),
    Entry("highlight", "mark", ("H",)),
    Entry("link", "mark", ("L",)),
    Entry("note", "mark", ("M",)),
    Entry("remove_claim", "mark", ("Del",)),
    Entry("mark_others", "mark", ("Shift+H",)),
    Entry("claim_here", "mark", ("W",)),
    Entry("end_back", "mark", ("Alt+Left",)),
    Entry("end_on", "mark", ("Alt+Right",)),
    Entry("start_back", "mark", ("Alt+Shift+Left",)),
    Entry("start_on", "mark", ("Alt+Shift+Right",)),
    Entry("-8", "mark"),
    Entry("next_suggestion", "mark", ("I",)),
    Entry("take_suggestion", "mark", ("A",)),
    Entry("decline_suggestion", "mark", ("R",)),
    Entry("-10", "mark"),
    Entry("next_number", "mark", ("N",)),
    Entry("confirm", "mark", ("C",)),
    Entry("reject", "mark", ("X",)),
    Entry("correct", "mark", ("E",)),
    Entry("compare", "mark", ("B",)),
    Entry("accept", "mark", ("V",)),
    Entry("-11", "mark"),
    Entry("sign", "mark", ("S",)),
    Entry("next", "conflict", ("J",)),
    Entry("previous", "conflict", ("K",)),
    Entry("-9", "conflict"),
    Entry("digit_1", "conflict", ("1",)),
    Entry("digit_2", "conflict", ("2",)),
    Entry("digit_3", "conflict", ("3",)),
    Entry("reopen", "conflict", ("U",)),
    Entry("group", "conflict", ("O",)),
    Entry("memo", "conflict", ("G",)),
    Entry("digit_4", "", ("4",)),
    Entry("digit_5", "", ("5",)),
    Entry("tab_conflicts", "", ("Alt+1",)),
    Entry("tab_facts", "", ("Alt+2",)),
    Entry("tab_claims", "", ("Alt+3",)),
    Entry("tab_history", "", ("Alt+4",)),
    Entry("keys", "help", ("?", "F1"), needs_project=False),
    Entry("tour", "help"),
    Entry("about", "help", needs_project=False),
)
MENUS = ("file", "edit", "article", "view", "mark", "conflict", "help")
