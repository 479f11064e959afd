// expect: type-not-encodable PlainClass.java:18 wired 18
import dev.towpath.*;
import java.util.*;

public final class PlainClass {
    record Input(String name, int count, List<String> words, boolean loud) {}

    static final class Box {
        int size;
    }

    static Box box(int size) {
        return new Box();
    }

    public static Pipeline<Input, PlainClass.Box> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> {
            return p.step("box", PlainClass::box, in.get(Input::count));
        });
    }
}
