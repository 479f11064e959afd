package dev.towpath.cli;

/// What is known about the terminal.
interface Terminal {
    /// No terminal at all: both outputs go to files or pipes.
    Terminal NONE = new Terminal() {
        @Override
        public boolean in() {
            return false;
        }

        @Override
        public boolean out() {
            return false;
        }

        @Override
        public boolean err() {
            return false;
        }

        @Override
        public int columns() {
            return 0;
        }

        @Override
        public int rows() {
            return 0;
        }
    };

    /// Whether standard input is a terminal: somebody can be asked.
    boolean in();

    /// Whether standard output is a terminal.
    boolean out();

    /// Whether standard error is a terminal.
    boolean err();

    /// How wide it is now; 0 if that is not known. The first call may take some milliseconds.
    int columns();

    /// How high it is now; 0 if that is not known.
    int rows();
}
