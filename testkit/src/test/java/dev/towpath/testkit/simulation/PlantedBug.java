package dev.towpath.testkit.simulation;

import java.util.List;
import java.util.function.Supplier;

/// A bug that was put in on purpose, to see whether it is found.
///
/// @param kind what sort of mistake it is
/// @param faults how many faults have to come together before it shows: 1 also for none
/// @param variant made anew for each history
record PlantedBug(String kind, String name, int faults, Supplier<Variant> variant) {
    private static PlantedBug one(String kind, String name, Supplier<Variant> variant) {
        return new PlantedBug(kind, name, 1, variant);
    }

    private static PlantedBug two(String kind, String name, Supplier<Variant> variant) {
        return new PlantedBug(kind, name, 2, variant);
    }

    /// All of them, by kind.
    static List<PlantedBug> all() {
        return List.of(
                one("effect before commit", "replies before sync", PlantedWorld.RepliesBeforeSync::new),
                two(
                        "effect before commit",
                        "takes a conflict for its own commit",
                        PlantedWorld.TakesConflictForOwn::new),
                one("missing fence", "number is no fence", PlantedRules.NumberIsNoFence::new),
                two("missing fence", "taken numbers are accepted", PlantedWorld.TakenNumbersAreAccepted::new),
                one("take-over without epoch", "all runs", PlantedRules.TakesOverWithoutEpoch::new),
                two("take-over without epoch", "waiting runs", PlantedRules.TakesWaitingRunsOverWithoutEpoch::new),
                two("lost timer", "lost by a take-over", PlantedRules.TakeOverLosesTimers::new),
                two("lost timer", "lost by the end of a pause", PlantedRules.UnpauseLosesTimers::new),
                one("lost timer", "lost for units", PlantedRules.TimersOfUnitsAreLost::new),
                one("double unit in a packed event", "always", PlantedRules.PacksUnitTwice::new),
                two("double unit in a packed event", "after two crashes", PlantedRules.PacksUnitTwiceAfterCrashes::new),
                two("wrong counter after recovery", "failures twice", PlantedRules.RecoveryCountsFailuresTwice::new),
                two("wrong counter after recovery", "losses forgotten", PlantedRules.RecoveryForgetsLosses::new),
                two("partly committed group", "a conflict writes the rest", PlantedWorld.ConflictWritesTheRest::new),
                one("partly committed group", "a crash writes half", PlantedWorld.CrashWritesHalf::new),
                one("cancel racing a result", "cancel does not wait", PlantedRules.CancelDoesNotWait::new),
                one("cancel racing a result", "result is lost", PlantedRules.ResultDuringCancelIsLost::new),
                one("retry count off by one", "one too many", PlantedRules.OneTryTooMany::new),
                two("retry count off by one", "a loss counts", PlantedRules.LossCountsAsFailure::new),
                one("blob named before it is synced", "content", PlantedWorld.NamesBlobBeforeSync::new),
                two("blob named before it is synced", "name of another process", PlantedWorld.TrustsNamesOfOthers::new),
                one("stale read of a projection", "inbox read once", PlantedWorld.ReadsInboxOnce::new),
                two(
                        "stale read of a projection",
                        "history without a lost reply",
                        PlantedWorld.ReadsHistoryWithoutLostReply::new),
                one("wrong skip through an optional edge", "open decision", PlantedRules.OpenDecisionSkips::new),
                two(
                        "wrong skip through an optional edge",
                        "after, once taken over",
                        PlantedRules.SkipsAfterSkipped::new));
    }

    /// Histories of an engine with this bug.
    Simulation simulation() {
        return new Simulation(variant);
    }

    @Override
    public String toString() {
        return kind + ": " + name;
    }
}
