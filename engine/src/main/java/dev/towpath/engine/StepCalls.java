package dev.towpath.engine;

import dev.towpath.Digest;
import dev.towpath.FileRef;
import dev.towpath.FolderRef;
import dev.towpath.TreeRef;
import dev.towpath.engine.Report.Outcome;
import dev.towpath.value.Contents;
import dev.towpath.value.Encoded;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Calls the code of steps: decodes what goes in, encodes and keeps what comes out.
final class StepCalls {
    /// Does the store's work for attempts.
    interface StoreWork {
        /// Does a job and waits for it.
        <T> T call(Callable<T> job) throws IOException;
    }

    private final LocalAttempts.Parts parts;
    private final StoreWork io;
    private final RunContents stored;
    private final Contents contents;

    /// @param io where the store's work is done
    StepCalls(LocalAttempts.Parts parts, StoreWork io) {
        this.parts = parts;
        this.io = io;
        this.stored = new RunContents(parts.artifacts(), parts.store());
        this.contents = new Kept(stored, io);
    }

    /// Calls the code for one unit.
    Outcome call(LocalAttempt attempt) throws Throwable {
        var task = attempt.task();
        var call = task.code().call(task.node());
        var arguments = new @Nullable Object[task.arguments().size()];
        for (var i = 0; i < arguments.length; i++)
            arguments[i] = argument(task.arguments().get(i), attempt);
        var value = call.invoke(arguments);
        if (value == null) return Diagnosis.nothing(attempt);
        var files = new Kept(stored.ofAttempt(), io);
        return new Outcome.Success(kept(call.output().encode(value, files)), attempt.metrics());
    }

    private Object argument(Argument argument, LocalAttempt attempt) throws IOException, ReflectiveOperationException {
        return switch (argument) {
            case Argument.Self() -> attempt;
            case Argument.Whole(var value) -> value.decoded(contents, this::blob);
            case Argument.Element(var list, var shape) -> shape.codec().decode(list.get(attempt.unit()), contents);
            case Argument.Chunk(var list, var shape, var size) -> {
                var from = attempt.unit() * size;
                yield shape.codec().decode(list.slice(from, Math.min(from + size, list.count())), contents);
            }
        };
    }

    private Output kept(Encoded value) throws IOException {
        var size = value.bytes().length;
        if (size <= parts.journal().inlineLimit())
            return new Output(value.digest(), value.bytes(), size, value.contents());
        var kept = io.call(() -> parts.artifacts().put(new ByteArrayInputStream(value.bytes())));
        return new Output(kept.digest(), null, size, value.contents());
    }

    private byte[] blob(Digest digest) throws IOException {
        return io.call(() -> {
            var small = parts.journal().value(digest);
            if (small.isPresent()) return small.get();
            try (var bytes = parts.artifacts().open(digest)) {
                return bytes.readAllBytes();
            }
        });
    }

    /// Files are kept and found where the store's work is done.
    private record Kept(Contents store, StoreWork io) implements Contents {
        @Override
        public FileRef keep(FileRef file) throws IOException {
            return file.isStored() ? file : io.call(() -> store.keep(file));
        }

        @Override
        public FolderRef keep(FolderRef folder) throws IOException {
            return folder.isStored() ? folder : io.call(() -> store.keep(folder));
        }

        @Override
        public TreeRef list(TreeRef tree) throws IOException {
            return tree.listing() != null ? tree : io.call(() -> store.list(tree));
        }

        @Override
        public FileRef file(String name, Digest digest, long size, String mediaType) {
            return store.file(name, digest, size, mediaType);
        }

        @Override
        public FolderRef folder(String name, Digest manifest) throws IOException {
            return io.call(() -> store.folder(name, manifest));
        }
    }
}
