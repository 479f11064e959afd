package dev.towpath.embedded;

import dev.towpath.RunId;
import dev.towpath.engine.CodeLoader.Code;
import dev.towpath.value.Codec;
import dev.towpath.value.Codecs;
import dev.towpath.value.Contents;
import dev.towpath.value.EncodedJson;
import dev.towpath.value.TypeNames;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Makes Java values of what runs have given.
final class Results {
    private final RunViews views;
    private final Values values;
    private final Contents contents;
    private final Codes codes;

    Results(RunViews views, Values values, Contents contents, Codes codes) {
        this.views = views;
        this.values = values;
        this.contents = contents;
        this.codes = codes;
    }

    /// The result of a run, by the type in its plan and the classes of its bundle.
    Object of(RunId run) {
        var row = views.row(run);
        if (codes.load(row.bundle()) instanceof Code.Ready(var loader)) {
            var type = TypeNames.parse(views.plan(row).output().type(), loader);
            return of(run, new Codecs().codec(type));
        }
        throw new IllegalStateException("the code of " + run + " was here a moment ago");
    }

    /// The result of a run.
    Object of(RunId run, Codec codec) {
        var output = views.row(run).output();
        try {
            return codec.decode(output == null ? EncodedJson.nothing() : values.read(output), contents);
        } catch (IOException e) {
            throw new UncheckedIOException("the result of " + run + " can not be read", e);
        }
    }
}
