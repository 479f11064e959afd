// expect: 14 unreported exception
import dev.towpath.*;
import java.util.*;

public final class Unreported {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static String read(java.nio.file.Path path) throws java.io.IOException {
        return java.nio.file.Files.readString(path);
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("unreported", Input.class, (p, in) -> {
            var text = read(java.nio.file.Path.of("x")); 
            return in.get(Input::name);
        });
    }
}
