package dev.towpath.engine;

import dev.towpath.Digest;
import dev.towpath.Failure;
import dev.towpath.Status;
import dev.towpath.TowpathException;
import dev.towpath.engine.machine.Answer;
import dev.towpath.engine.machine.Made;
import dev.towpath.engine.machine.Message;
import dev.towpath.engine.machine.Watch;
import dev.towpath.plan.Node;
import dev.towpath.spi.Entry;
import dev.towpath.value.Elements;
import dev.towpath.value.EncodedJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Answers what the rules ask about values, and puts the lists of mapped steps together: small ones at once, others on
/// a thread for the store after the commit.
final class Looks {
    private final Values values;
    private final Executor io;
    private final Loop.Sender mail;

    Looks(Values values, Executor io, Loop.Sender mail) {
        this.values = values;
        this.io = io;
        this.mail = mail;
    }

    /// What a look gives.
    private record Seen(
            Answer answer,
            @Nullable Elements list,
            @Nullable Output keep) {}

    /// The answer, if the value is at hand.
    @Nullable
    Message now(Live run, int number) {
        var watch = run.plan.graph().watch(number);
        var spot = Values.find(run, watch.node(), watch.path());
        if (spot != null && watch.kind() == Watch.Kind.CONTENT && spot.path().isEmpty() && spot.size() >= 0)
            return new Message.Looked(number, new Answer.Content(new Made(spot.digest(), spot.size())));
        try {
            var bytes = spot == null ? EncodedJson.nothing() : values.atHand(spot);
            if (bytes == null) return null;
            var inside = spot == null ? bytes : EncodedJson.component(bytes, spot.path());
            var seen = seen(watch.kind(), inside);
            return told(run, number, seen.answer(), seen.list(), seen.keep());
        } catch (TowpathException | IOException e) {
            return new Message.Looked(number, new Answer.Broken(broken(run, watch, e)));
        }
    }

    /// Looks on another thread and sends the answer.
    void later(Live run, int number) {
        var watch = run.plan.graph().watch(number);
        var spot = Values.find(run, watch.node(), watch.path());
        if (spot == null) throw new IllegalStateException("the empty value is at hand");
        var id = run.id();
        var epoch = run.state.epoch();
        io.execute(() -> {
            try {
                var seen = seen(watch.kind(), EncodedJson.component(values.read(spot.digest()), spot.path()));
                mail.send(new Mail.Looked(id, epoch, number, seen.answer(), seen.list(), seen.keep()));
            } catch (TowpathException | IOException e) {
                var answer = new Answer.Broken(broken(run, watch, e));
                mail.send(new Mail.Looked(id, epoch, number, answer, null, null));
            }
        });
    }

    /// Reads the list of a mapped step again.
    void list(Live run, int step, int number) {
        var watch = run.plan.graph().watch(number);
        var spot = Values.find(run, watch.node(), watch.path());
        var node = run.node(step);
        var id = run.id();
        var epoch = run.state.epoch();
        io.execute(() -> {
            try {
                var bytes = spot == null
                        ? EncodedJson.nothing()
                        : EncodedJson.component(values.read(spot.digest()), spot.path());
                mail.send(new Mail.Listed(id, epoch, number, elements(bytes), null));
            } catch (TowpathException | IOException e) {
                var failure = Failures.of("the list of '" + node.name() + "' can not be read", node, e);
                mail.send(new Mail.Listed(id, epoch, number, null, failure));
            }
        });
    }

    /// The loop takes an answer.
    Message told(Live run, int watch, Answer answer, @Nullable Elements list, @Nullable Output keep) {
        if (list != null) run.lists.put(watch, list);
        if (keep != null) keep(run, keep);
        return new Message.Looked(watch, answer);
    }

    /// A small value is written with the next commit.
    void keep(Live run, Output output) {
        var bytes = output.bytes();
        if (bytes == null) return;
        values.unwritten(output.digest(), bytes);
        run.entries.add(new Entry.KeepValue(output.digest(), bytes, output.contents()));
    }

    private Seen seen(Watch.Kind kind, byte[] bytes) throws IOException {
        return switch (kind) {
            case COUNT -> {
                var list = elements(bytes);
                yield new Seen(new Answer.Count(list.count()), list, null);
            }
            case CASE -> new Seen(new Answer.Case(caseOf(bytes)), null, null);
            case CONTENT -> {
                var kept = values.put(bytes, List.of());
                yield new Seen(new Answer.Content(new Made(kept.digest(), kept.size())), null, kept);
            }
        };
    }

    private static Elements elements(byte[] bytes) {
        return EncodedJson.elements(EncodedJson.isNull(bytes) ? new byte[] {'[', ']'} : bytes);
    }

    private static String caseOf(byte[] bytes) {
        if (EncodedJson.isTrue(bytes)) return "true";
        if (EncodedJson.isNull(bytes)) return "null";
        return bytes[0] == 'f' ? "false" : EncodedJson.caseName(bytes);
    }

    private static Failure broken(Live run, Watch watch, Exception cause) {
        if (watch.node() >= 0) {
            var node = run.node(watch.node());
            return Failures.of("the output of '" + node.name() + "' can not be read", node, cause);
        }
        return Failure.of(
                cause instanceof TowpathException known ? known.code() : "store-failed",
                "the input of the run can not be read: " + cause.getMessage(),
                "See whether the store is complete, then resume the run.");
    }

    /// One value of the list of a mapped step.
    @SuppressWarnings("ArrayRecordComponent") // lives as long as the list is put together
    private record Piece(byte @Nullable [] bytes, @Nullable Digest digest) {}

    /// Puts a list together if everything is at hand and the list is small; else it has to be done [#gatherLater].
    @Nullable
    Output gatherNow(Live run, int step, int[] elements) {
        var pieces = pieces(run, step);
        var size = 2L;
        for (var piece : pieces) {
            var bytes = piece.bytes();
            if (bytes == null) return null;
            size += bytes.length + 1;
        }
        if (size > values.inlineLimit()) return null;
        try {
            return gather(run.node(step), pieces, elements);
        } catch (IOException e) {
            throw new IllegalStateException("small values need no store", e);
        }
    }

    /// Puts a list together on another thread and sends it.
    void gatherLater(Live run, int step) {
        var pieces = pieces(run, step);
        var node = run.node(step);
        var id = run.id();
        var epoch = run.state.epoch();
        io.execute(() -> {
            try {
                var elements = new int[1];
                var list = gather(node, pieces, elements);
                mail.send(new Mail.Gathered(id, epoch, step, list, elements[0]));
            } catch (TowpathException | IOException e) {
                var failure = Failures.of("the list of '" + node.name() + "' can not be kept", node, e);
                mail.send(new Mail.NotGathered(id, epoch, step, failure));
            }
        });
    }

    private static List<Piece> pieces(Live run, int step) {
        var pieces = new ArrayList<Piece>();
        for (var unit = 0; unit < run.state.unitCount(step); unit++) {
            var status = run.state.unitStatus(step, unit);
            if (status == Status.SUCCEEDED || status == Status.CACHED)
                pieces.add(new Piece(run.state.unitValue(step, unit), run.state.unitDigest(step, unit)));
        }
        return pieces;
    }

    private Output gather(Node node, List<Piece> pieces, int[] elements) throws IOException {
        var parts = new ArrayList<byte[]>(pieces.size());
        var contents = new TreeSet<Digest>();
        for (var piece : pieces) {
            var bytes = piece.bytes();
            var digest = piece.digest();
            if (bytes == null && digest != null) {
                bytes = values.read(digest);
                contents.addAll(values.contents(digest));
            }
            if (bytes == null) throw new IllegalStateException("a unit of " + node.name() + " has no value");
            if (!(node instanceof Node.Batch)) parts.add(bytes);
            else addAll(EncodedJson.elements(bytes), parts);
        }
        elements[0] = parts.size();
        return values.put(EncodedJson.list(parts), List.copyOf(contents));
    }

    private static void addAll(Elements chunk, List<byte[]> parts) {
        for (var i = 0; i < chunk.count(); i++) parts.add(chunk.get(i));
    }
}
