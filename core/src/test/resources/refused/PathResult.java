// expect: type-not-encodable PathResult.java:14 wired 14
import dev.towpath.*;
import java.util.*;

public final class PathResult {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static java.nio.file.Path file(String name) {
        return java.nio.file.Path.of(name);
    }

    public static Pipeline<Input, java.nio.file.Path> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            return p.step("file", PathResult::file, in.get(Input::name));
        });
    }
}
