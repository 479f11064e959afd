package dev.towpath.engine;

import dev.towpath.Digest;
import dev.towpath.Failure;
import dev.towpath.RunId;
import dev.towpath.engine.machine.Made;
import dev.towpath.engine.machine.Message;
import dev.towpath.engine.machine.Verdict;
import dev.towpath.spi.InboxRow;
import dev.towpath.value.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What processes write to each other about runs: how it is read, and what its bodies say.
final class Inbox {
    private final Engine.Parts parts;
    private final Core.Wires wires;

    Inbox(Engine.Parts parts, Core.Wires wires) {
        this.parts = parts;
        this.wires = wires;
    }

    /// Reads all messages and sends them to the loop. On a thread for the store.
    void read() {
        var messages = parts.journal().inbox();
        var over = new HashSet<Long>();
        for (var message : messages) {
            var row = parts.journal().run(message.run());
            if (row.isEmpty() || row.get().status().isTerminal()) over.add(message.no());
        }
        wires.mail().send(new Mail.Inbox(messages, over));
    }

    /// Adds to a run that was loaded what was written to it: it is read when the run is taken, before anything else
    /// happens to it. What was written to a run that has ended is not for the one that goes on.
    void addLetters(Live loaded) {
        loaded.areLettersLate = loaded.state.status().isTerminal();
        loaded.letters = parts.journal().inbox().stream()
                .filter(message -> message.run().equals(loaded.id()))
                .toList();
    }

    /// A message that asks for something and says why.
    InboxRow row(RunId run, InboxRow.Kind kind, Map<String, ?> body) {
        var json = new String(Json.write(body), StandardCharsets.UTF_8);
        return new InboxRow(
                0, run, kind, json, parts.owners().me(), parts.clock().instant());
    }

    static Map<String, ?> body(String reason) {
        return Map.of("reason", reason);
    }

    static String reason(InboxRow message) {
        return text(fields(message), "reason");
    }

    private static Map<?, ?> fields(InboxRow message) {
        return Json.parse(message.body()) instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String text(Map<?, ?> fields, String name) {
        return fields.get(name) instanceof String text ? text : "";
    }

    private static int number(Map<?, ?> fields, String name) {
        return fields.get(name) instanceof Long number ? Math.toIntExact(number) : -1;
    }

    static Map<String, ?> body(String step, int unit, Verdict verdict) {
        var body = new LinkedHashMap<String, Object>();
        body.put("step", step);
        body.put("unit", (long) unit);
        switch (verdict) {
            case Verdict.Done(var made) -> {
                body.put("value", made.digest().hex());
                body.put("size", made.size());
            }
            case Verdict.Retry _ -> body.put("retry", true);
            case Verdict.Fail(var failure) -> body.put("fail", failure.message());
        }
        return body;
    }

    /// What somebody has decided; null if the plan has no such step.
    static @Nullable Message decide(InboxRow message, KnownPlan plan) {
        var fields = fields(message);
        var step = Requests.find(text(fields, "step"), plan.plan().nodes());
        return step < 0 ? null : new Message.Decide(step, number(fields, "unit"), verdict(fields));
    }

    private static Verdict verdict(Map<?, ?> fields) {
        if (fields.get("value") instanceof String digest && fields.get("size") instanceof Long size)
            return new Verdict.Done(new Made(new Digest(digest), size));
        return fields.get("retry") != null ? new Verdict.Retry() : new Verdict.Fail(failed(text(fields, "fail")));
    }

    /// The failure of a step of which somebody has said that it failed.
    static Failure failed(String reason) {
        return Failure.of(
                "decided-failed",
                reason.isEmpty() ? "it was decided that it has failed" : reason,
                "Resume the run to try the step again.");
    }
}
