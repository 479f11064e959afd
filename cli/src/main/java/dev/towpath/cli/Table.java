package dev.towpath.cli;

import java.util.ArrayList;
import java.util.List;

/// Rows in aligned columns under dim headings. If a terminal is too narrow, the widest column that may shrink is cut.
final class Table {
    private static final String GAP = "  ";
    private static final int LEAST = 8;

    private final Style style;
    private final List<Column> columns = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    private record Column(String heading, boolean right, boolean shrinks) {}

    Table(Style style) {
        this.style = style;
    }

    /// A column of texts.
    Table column(String heading) {
        columns.add(new Column(heading, false, false));
        return this;
    }

    /// A column of numbers.
    Table numbers(String heading) {
        columns.add(new Column(heading, true, false));
        return this;
    }

    /// A column of texts that may be cut.
    Table shrinking(String heading) {
        columns.add(new Column(heading, false, true));
        return this;
    }

    /// One row, a text for each column.
    Table row(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        rows.add(new ArrayList<>(List.of(cells)));
        return this;
    }

    /// The lines, headings first; no heading line if all headings are empty, no column that is empty in all rows.
    List<String> lines() {
        if (!rows.isEmpty()) leaveOutEmpty();
        var widths = widths();
        var lines = new ArrayList<String>();
        if (columns.stream().anyMatch(column -> !column.heading().isEmpty())) {
            lines.add(line(
                    columns.stream().map(column -> style.dim(column.heading())).toList(), widths));
        }
        for (var row : rows) lines.add(line(row, widths));
        return lines;
    }

    private void leaveOutEmpty() {
        for (var i = columns.size() - 1; i >= 0; i--) {
            var column = i;
            if (!rows.stream().allMatch(row -> row.get(column).isEmpty())) continue;
            columns.remove(column);
            for (var row : rows) row.remove(column);
        }
    }

    private int[] widths() {
        var widths = new int[columns.size()];
        for (var i = 0; i < widths.length; i++) {
            widths[i] = Columns.of(columns.get(i).heading());
            for (var row : rows) widths[i] = Math.max(widths[i], Columns.of(row.get(i)));
        }
        if (style.columns() > 0) shrink(widths);
        return widths;
    }

    private void shrink(int[] widths) {
        var total = GAP.length() * (widths.length - 1);
        for (var width : widths) total += width;
        while (total > style.columns()) {
            var widest = -1;
            for (var i = 0; i < widths.length; i++) {
                var mayShrink = columns.get(i).shrinks() && widths[i] > LEAST;
                if (mayShrink && (widest < 0 || widths[i] > widths[widest])) widest = i;
            }
            if (widest < 0) return;
            widths[widest]--;
            total--;
        }
    }

    private String line(List<String> cells, int[] widths) {
        var out = new StringBuilder();
        for (var i = 0; i < widths.length; i++) {
            var cell = Columns.fit(cells.get(i), widths[i], style.more());
            if (i > 0) out.append(GAP);
            out.append(columns.get(i).right() ? Columns.right(cell, widths[i]) : Columns.left(cell, widths[i]));
        }
        return out.toString().stripTrailing();
    }
}
