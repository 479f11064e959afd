package dev.towpath.cli;

/// A terminal of 80 columns and 24 rows.
final class FakeTerminal implements Terminal {
    @Override
    public boolean in() {
        return true;
    }

    @Override
    public boolean out() {
        return true;
    }

    @Override
    public boolean err() {
        return true;
    }

    @Override
    public int columns() {
        return 80;
    }

    @Override
    public int rows() {
        return 24;
    }
}
