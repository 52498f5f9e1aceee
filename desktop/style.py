"""One short style sheet for the whole window: Fusion, a palette, hairlines, words on buttons."""

from desktop.palette import Palette

_SHEET = """
QWidget {{ color: {text}; }}
QMainWindow, #workspace, #start, #submission, #checksPage, #received {{ background: {window}; }}
#topBar, #statusLine, #navigation, #findings, #findingsList, #trace, #traceBody, #bottom {{ background: {panel}; }}
#topBar, #receivedHead {{ background: {panel}; border-bottom: 1px solid {line}; }}
#statusLine {{ border-top: 1px solid {line}; }}
#navigation {{ border: none; border-right: 1px solid {line}; outline: none; padding-top: 6px; }}
#trace {{ border: none; border-left: 1px solid {line}; }}
#findLine, #gotoLine {{ background: {panel}; border-bottom: 1px solid {line}; }}
#copies {{ background: {paper}; border: 1px solid {line}; outline: none; }}
#copies::item {{ padding: 3px 0; }}
#copies::item:selected {{ background: {accent_tint}; color: {text}; }}
#copies QHeaderView::section {{
    background: {header}; border: none; border-bottom: 1px solid {line}; padding: 4px 6px;
}}
#foundList {{ background: {paper}; border: 1px solid {line}; outline: none; }}
#foundList::item:selected {{ background: {accent_tint}; color: {text}; }}
#received QSplitter #navigation {{ border-top: 1px solid {soft_line}; }}
#notes {{ border: none; border-left: 1px solid {line}; }}
#notes, #notesBody {{ background: {panel}; }}
#manual {{ background: {panel}; }}
#manualSide {{ background: {window}; border-right: 1px solid {line}; }}
#manualList {{ background: transparent; border: none; outline: none; }}
#manualList::item {{ padding: 4px 4px; }}
#manualList::item:selected {{ background: {accent_tint}; color: {text}; }}
#manualPage {{ background: {panel}; border: none; border-top: 1px solid {line}; }}
#findings {{ border-top: 1px solid {line}; }}
#findingsList, #checksList {{ border: none; outline: none; }}
#checksList {{ background: {paper}; border-radius: 4px; }}
QLabel[tone="quiet"], QAbstractButton[tone="quiet"] {{ color: {quiet}; }}
QLabel[tone="error"] {{ color: {error}; }}
QLabel[tone="warning"] {{ color: {warning}; }}
QLabel[tone="fine"] {{ color: {fine}; }}
QLabel[tone="heading"] {{ color: {quiet}; font-weight: bold; }}
QLabel[tone="strong"] {{ font-weight: bold; }}
QLabel[tone="amount"] {{ font-size: 20px; font-weight: bold; }}
QLabel[tone="page"] {{ font-size: 22px; font-weight: bold; }}
#rule {{ background: {soft_line}; border: none; }}
#divider {{ background: {line}; border: none; }}
QPushButton {{ background: {panel}; border: 1px solid {line}; border-radius: 4px; padding: 5px 14px; }}
QPushButton:hover {{ background: {derived}; }}
QPushButton:focus {{ border-color: {accent}; }}
QPushButton:disabled {{ color: {quiet}; }}
QPushButton[role="word"] {{ background: transparent; border: 1px solid transparent; padding: 4px 6px; }}
QPushButton[role="word"]:hover {{ background: {header}; }}
QPushButton[role="word"]:focus {{ border-color: {accent}; }}
QPushButton[role="word"]::menu-indicator {{ image: none; width: 0; }}
QPushButton[role="link"] {{
    background: transparent; border: 1px solid transparent; color: {accent}; padding: 1px 2px;
}}
QPushButton[role="aside"] {{
    background: transparent; border: 1px solid transparent; color: {quiet}; padding: 1px 2px;
}}
QPushButton[role="aside"]:hover, QPushButton[role="aside"]:focus {{ color: {accent}; }}
QPushButton[role="choice"] {{
    background: transparent; border: 1px solid transparent; color: {quiet}; padding: 2px 6px;
}}
QPushButton[role="choice"]:checked {{ background: {accent_tint}; color: {accent}; }}
QPushButton[role="choice"]:focus {{ border-color: {accent}; }}
QPushButton[role="link"]:hover {{ text-decoration: underline; }}
QPushButton[role="link"]:focus {{ border-color: {accent}; }}
QPushButton[role="line"] {{ background: transparent; border: none; padding: 2px 0; text-align: left; }}
QPushButton[role="line"][current="true"] {{ color: {accent}; font-weight: bold; }}
QPushButton[role="line"]:hover, QPushButton[role="line"]:focus {{ color: {accent}; }}
QPushButton[role="primary"] {{ background: {accent}; color: {on_accent}; border: 1px solid {accent}; }}
QPushButton[role="primary"]:focus {{ border-color: {text}; }}
QPushButton[role="primary"]:disabled {{ background: {line}; border-color: {line}; color: {quiet}; }}
QPushButton[role="brand"] {{ background: transparent; border: none; font-weight: bold; padding: 4px 6px; }}
QPushButton[role="brand"]:hover, QPushButton[role="brand"]:focus {{ background: {header}; color: {accent}; }}
QPushButton[role="brand"]::menu-indicator {{ image: none; width: 0; }}
QLineEdit, QPlainTextEdit, QSpinBox, QComboBox {{
    background: {paper}; border: 1px solid {line}; border-radius: 3px; padding: 4px 6px;
    selection-background-color: {accent}; selection-color: {on_accent};
}}
QLineEdit:focus, QPlainTextEdit:focus, QSpinBox:focus, QComboBox:focus {{ border-color: {accent}; }}
QLineEdit:read-only {{ background: {derived}; }}
QLineEdit[wrong="true"] {{ border-color: {error}; background: {error_tint}; }}
QLineEdit[role="amount"] {{ border-radius: 0; padding: 0 6px; }}
QComboBox::drop-down {{ border: none; width: 20px; }}
QComboBox::down-arrow {{
    width: 0; height: 0; border-left: 4px solid {paper}; border-right: 4px solid {paper}; border-top: 5px solid {quiet};
}}
QRadioButton::indicator {{
    width: 12px; height: 12px; border: 1px solid {quiet}; border-radius: 7px; background: {paper};
}}
QRadioButton::indicator:checked {{
    width: 6px; height: 6px; border: 4px solid {accent}; background: {on_accent};
}}
QDialog {{ background: {panel}; }}
QTabBar#parts {{ background: transparent; }}
QTabBar#parts::tab {{
    background: transparent; color: {quiet}; border: none; border-bottom: 2px solid transparent;
    padding: 5px 2px 4px 2px; margin: 0 9px;
}}
QTabBar#parts::tab:selected {{ color: {accent}; border-bottom-color: {accent}; }}
QTabBar#parts::tab:hover {{ color: {text}; }}
#banner {{ background: {warning_tint}; border: none; border-bottom: 1px solid {line}; }}
#banner[tone="error"] {{ background: {error_tint}; }}
#banner[tone="plain"] {{ background: {accent_tint}; }}
#preview {{ background: {paper}; gridline-color: {line}; border: 1px solid {line}; }}
#preview QHeaderView, #preview QTableCornerButton::section {{ background: {header}; border: none; }}
#preview QHeaderView::section {{
    background: {header}; border: none; border-right: 1px solid {line}; border-bottom: 1px solid {line};
    padding: 3px 8px;
}}
#scrolled, #scrolled > QWidget > QWidget {{ background: transparent; }}
#card {{ background: {paper}; border: 1px solid {line}; border-radius: 4px; }}
QMenu {{ background: {panel}; border: 1px solid {line}; padding: 4px 0; }}
QMenu::item {{ padding: 5px 28px 5px 18px; }}
QMenu::item:selected {{ background: {accent_tint}; color: {text}; }}
QMenu::item:disabled {{ color: {quiet}; }}
QMenu::separator {{ height: 1px; background: {soft_line}; margin: 4px 0; }}
QToolTip {{ background: {panel}; color: {text}; border: 1px solid {line}; padding: 3px; }}
QSplitter::handle {{ background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {line}; border-radius: 4px; margin: 1px; min-height: 28px; min-width: 28px; }}
QScrollBar::handle:hover {{ background: {quiet}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ border: none; background: {soft_line}; height: 4px; }}
QProgressBar::chunk {{ background: {accent}; }}
"""


def style_sheet(palette: Palette) -> str:
    """The application's style sheet in the colours of `palette`."""
    return _SHEET.format(**{name: colour.name() for name, colour in palette._asdict().items()})
