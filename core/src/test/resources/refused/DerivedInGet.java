// expect: not-an-accessor DerivedInGet.java:12 wired 12
import dev.towpath.*;

public final class DerivedInGet {
    record Input(String name) {
        String shout() {
            return name + "!";
        }
    }

    public static Pipeline<Input, String> pipeline() {
        return Pipeline.define("refused", Input.class, (p, in) -> in.get(Input::shout));
    }
}
