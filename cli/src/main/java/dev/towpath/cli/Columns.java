package dev.towpath.cli;

/// How many columns of a terminal a text takes.
final class Columns {
    private static final char ESCAPE = 0x1b;

    /// Ranges of code points that take two columns: first and last of each.
    private static final int[] WIDE = {
        0x1100, 0x115f, 0x231a, 0x231b, 0x2329, 0x232a, 0x23e9, 0x23ec, 0x25fd, 0x25fe, 0x2614, 0x2615, 0x2e80, 0x303e,
        0x3041, 0x33ff, 0x3400, 0x4dbf, 0x4e00, 0x9fff, 0xa000, 0xa4cf, 0xa960, 0xa97f, 0xac00, 0xd7a3, 0xf900, 0xfaff,
        0xfe30, 0xfe6f, 0xff00, 0xff60, 0xffe0, 0xffe6, 0x1f300, 0x1f64f, 0x1f680, 0x1f6ff, 0x1f900, 0x1f9ff, 0x1fa70,
        0x1faff, 0x20000, 0x3fffd
    };

    private Columns() {}

    /// The columns of a text; colour codes take none.
    static int of(String text) {
        var columns = 0;
        for (var i = 0; i < text.length(); ) {
            if (text.charAt(i) == ESCAPE) {
                i = afterEscape(text, i);
            } else {
                var point = text.codePointAt(i);
                columns += of(point);
                i += Character.charCount(point);
            }
        }
        return columns;
    }

    private static int of(int point) {
        if (point < 0x300) return point < 0x20 || point == 0x7f ? 0 : 1;
        var type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT)
            return 0;
        for (var i = 0; i < WIDE.length && WIDE[i] <= point; i += 2) {
            if (point <= WIDE[i + 1]) return 2;
        }
        return 1;
    }

    private static int afterEscape(String text, int from) {
        var i = from + 1;
        if (i < text.length() && text.charAt(i) == '[') {
            i++;
            while (i < text.length() && !Character.isLetter(text.charAt(i))) i++;
        }
        return Math.min(i + 1, text.length());
    }

    /// The text, cut to at most so many columns; `more` stands at the end of a cut one. Colours are kept and ended.
    static String fit(String text, int columns, String more) {
        if (of(text) <= columns) return text;
        var room = columns - of(more);
        if (room < 0) return "";
        var out = new StringBuilder();
        var used = 0;
        var coloured = false;
        for (var i = 0; i < text.length(); ) {
            if (text.charAt(i) == ESCAPE) {
                var end = afterEscape(text, i);
                out.append(text, i, end);
                coloured = true;
                i = end;
                continue;
            }
            var point = text.codePointAt(i);
            if (used + of(point) > room) break;
            used += of(point);
            out.appendCodePoint(point);
            i += Character.charCount(point);
        }
        out.append(more);
        if (coloured) out.append(ESCAPE).append("[0m");
        return out.toString();
    }

    /// The text with spaces behind it up to so many columns.
    static String left(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - of(text)));
    }

    /// The text with spaces before it up to so many columns.
    static String right(String text, int columns) {
        return " ".repeat(Math.max(0, columns - of(text))) + text;
    }

    /// The text in one line without anything that moves the cursor or changes colours.
    static String plain(String text) {
        var clean = true;
        for (var i = 0; i < text.length() && clean; i++) clean = !Character.isISOControl(text.charAt(i));
        if (clean) return text;
        var out = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); ) {
            var c = text.charAt(i);
            if (c == ESCAPE) {
                i = afterEscape(text, i);
                continue;
            }
            out.append(Character.isISOControl(c) ? ' ' : c);
            i++;
        }
        return out.toString();
    }
}
