// expect: files and folders as values
import dev.towpath.*;
import java.util.*;

public final class FilesAsValues {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static FileRef copy(String text, Attempt attempt) throws java.io.IOException {
        var file = attempt.newFile("copy.txt");
        java.nio.file.Files.writeString(file.path(), text);
        return file;
    }

    static long size(FileRef file) {
        return file.size();
    }

    public static Pipeline<Input, Long> pipeline() {
        return Pipeline.define("accepted", Input.class, (p, in) -> {
            return p.step("size", FilesAsValues::size, p.step("copy", FilesAsValues::copy, in.get(Input::name), p.attempt()));
        });
    }
}
