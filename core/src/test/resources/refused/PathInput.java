// expect: type-not-encodable PathInput.java:9 wired 9
import dev.towpath.*;
import java.nio.file.Path;

public final class PathInput {
    record Input(Path folder) {}

    public static Pipeline<Input, Path> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> in.get(Input::folder));
    }
}
