package dev.towpath;

import java.util.regex.Pattern;

/// The name of a run: `r-` and 26 characters of which the first ten tell the time of its submission, so that names sort
/// by age.
///
/// @param text for instance `r-01jd3k5v9qf6w8t2m4x7c0bznh`
public record RunId(String text) implements Comparable<RunId> {
    private static final Pattern FORM = Pattern.compile("r-[0-9a-z]{26}");

    public RunId {
        if (!FORM.matcher(text).matches()) throw new IllegalArgumentException("not the name of a run: '" + text + "'");
    }

    @Override
    public int compareTo(RunId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
