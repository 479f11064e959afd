package dev.towpath.value;

import dev.towpath.Default;
import dev.towpath.Describe;
import dev.towpath.FileRef;
import dev.towpath.FolderRef;
import dev.towpath.Max;
import dev.towpath.Min;
import dev.towpath.TreeRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Types that the tests of the encoding use.
final class Samples {
    enum Colour {
        RED,
        GREEN {
            @Override
            String german() {
                return "grün";
            }
        };

        String german() {
            return "rot";
        }
    }

    record Empty() {}

    record Box(String label, int x, int y) {}

    record Pair<A, B>(A first, B second) {}

    record Node(int value, List<Node> children) {}

    record Chain(Optional<Chain> next) {}

    sealed interface Shape {
        record Circle(double radius) implements Shape {}

        record Square(float side, Optional<Shape> inside) implements Shape {}

        sealed interface Flat extends Shape {}

        record Line(int length) implements Flat {}

        enum Nothing implements Flat {
            HERE,
            THERE
        }
    }

    sealed interface Result<T> {
        record Good<U>(U value) implements Result<U> {}

        record Bad<U>(String why) implements Result<U> {}
    }

    record Photo(
            @Describe("Photo to search") FileRef photo,
            @Min(0) @Max(1) @Default("0.5") double confidence,
            @Min(1) @Max(3) List<String> tags,
            Optional<Integer> limit,
            OptionalInt seed,
            @Default("PT5M") Duration timeLimit,
            Colour colour,
            Map<String, Long> weights,
            Map<Integer, String> names,
            Map.Entry<String, Integer> best,
            Set<Box> boxes,
            Shape shape,
            Pair<String, List<Box>> pair,
            Node tree,
            FolderRef folder,
            @Default("${java.home}/lib") TreeRef sources,
            byte[] raw,
            @Max(8) String name) {}

    private Samples() {}
}
