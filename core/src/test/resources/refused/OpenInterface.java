// expect: type-not-encodable OpenInterface.java:18 wired 18
import dev.towpath.*;
import java.util.*;

public final class OpenInterface {
    record Input(String name, int count, List<String> words, boolean loud) {}

    interface Shape {}

    record Circle(int r) implements Shape {}

    static Shape shape(int r) {
        return new Circle(r);
    }

    public static Pipeline<Input, OpenInterface.Shape> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            return p.step("shape", OpenInterface::shape, in.get(Input::count));
        });
    }
}
