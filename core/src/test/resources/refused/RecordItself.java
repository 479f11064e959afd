// expect: input-not-a-record RecordItself.java:6 wired 6
import dev.towpath.*;

public final class RecordItself {
    public static Pipeline<Record, Record> pipeline() {
        return Pipeline.define("refused", Record.class, (p, in) -> in);
    }
}
