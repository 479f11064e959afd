package dev.towpath.testkit.simulation;

import dev.towpath.engine.machine.Decision;
import dev.towpath.engine.machine.Effect;
import dev.towpath.engine.machine.Event;
import dev.towpath.engine.machine.Machine;
import dev.towpath.engine.machine.Message;
import dev.towpath.engine.machine.Rules;
import dev.towpath.engine.machine.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// The rules with something wrong in them: a message is heard otherwise, a decision taken otherwise, or an event of the
/// history read otherwise.
class BentRules implements Variant {
    /// What is wrong.
    class Bent implements Rules {
        @Override
        public Decision turn(RunState state, Message message, long now) {
            var events = new ArrayList<Event>();
            var effects = new ArrayList<Effect>();
            var heard = heard(state, message);
            var next = bent(state, heard, Machine.decide(state, heard, now), now);
            while (!next.isNothing()) {
                for (var event : next.events()) Machine.apply(state, event);
                events.addAll(next.events());
                effects.addAll(next.effects());
                var more = new Message.Proceed();
                next = bent(state, more, Machine.decide(state, more, now), now);
            }
            return events.isEmpty() && effects.isEmpty() ? Decision.NOTHING : new Decision(events, effects);
        }

        @Override
        public void apply(RunState state, Event event) {
            for (var one : read(state, event)) Machine.apply(state, one);
        }
    }

    @Override
    public Rules rules() {
        return new Bent();
    }

    /// The message as the rules hear it.
    Message heard(RunState state, Message message) {
        return message;
    }

    /// The decision as the rules take it.
    Decision bent(RunState state, Message message, Decision decision, long now) {
        return decision;
    }

    /// An event of the history as it is read after a crash.
    List<Event> read(RunState state, Event event) {
        return List.of(event);
    }

    /// A decision with other events.
    static Decision with(Decision decision, List<Event> events) {
        return events.isEmpty() && decision.effects().isEmpty()
                ? Decision.NOTHING
                : new Decision(events, decision.effects());
    }

    /// A decision without some of its effects.
    static Decision without(Decision decision, Predicate<Effect> which) {
        var left = decision.effects().stream().filter(which.negate()).toList();
        return decision.events().isEmpty() && left.isEmpty() ? Decision.NOTHING : new Decision(decision.events(), left);
    }
}
