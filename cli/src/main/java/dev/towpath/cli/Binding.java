package dev.towpath.cli;

import dev.towpath.Pipeline;
import dev.towpath.value.Bound;
import dev.towpath.value.Codecs;
import dev.towpath.value.Inputs;

/// Makes the input record from what was given.
final class Binding {
    private Binding() {}

    /// The record, or all that is wrong.
    static Bound bind(Env env, Pipeline<?, ?> pipeline, GivenInputs given) {
        var javaHome = env.folder().resolve(System.getProperty("java.home", "."));
        var folders = new Inputs.Folders(env.folder(), env.home(), javaHome);
        return new Inputs(new Codecs(env.folder().getFileSystem()), folders).bind(pipeline.input(), given.values());
    }
}
