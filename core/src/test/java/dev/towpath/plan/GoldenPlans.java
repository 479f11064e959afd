package dev.towpath.plan;

import dev.towpath.Attempt;
import dev.towpath.Call;
import dev.towpath.Case;
import dev.towpath.Default;
import dev.towpath.Describe;
import dev.towpath.Effect;
import dev.towpath.FileRef;
import dev.towpath.Max;
import dev.towpath.Min;
import dev.towpath.Pipeline;
import dev.towpath.Resources;
import dev.towpath.Retry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Two pipelines whose plans are kept as golden files.
final class GoldenPlans {
    record Photo(
            @Describe("Photo to search") FileRef photo,
            @Describe("What to look for") @Default("cat") String label,
            @Min(0) @Max(1) @Default("0.5") double confidence) {}

    record Box(String label, double score, int x, int y) {}

    sealed interface Answer {}

    record Found(List<Box> boxes) implements Answer {}

    record Nothing() implements Answer {}

    record Report(String text, Optional<FileRef> image) {}

    private GoldenPlans() {}

    static List<Box> detect(FileRef photo, double confidence) {
        return List.of(new Box(photo.name(), confidence, 0, 0));
    }

    static Answer select(List<Box> boxes, String label) {
        var selected = boxes.stream().filter(box -> box.label().equals(label)).toList();
        return selected.isEmpty() ? new Nothing() : new Found(selected);
    }

    @Describe("Draws the boxes")
    static Report draw(Answer answer, FileRef photo, Attempt attempt) throws IOException {
        attempt.log().info(answer.toString());
        return new Report(photo.name(), Optional.of(attempt.newFile("boxes.png")));
    }

    static String name(Box box) {
        return box.label();
    }

    static List<Integer> lengths(List<String> names, Attempt attempt) {
        return names.stream().map(String::length).toList();
    }

    static int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }

    static boolean isMany(int number) {
        return number > 10;
    }

    static String text(int number) {
        return Integer.toString(number);
    }

    static List<Call<Report>> calls(List<Box> boxes) {
        return List.of();
    }

    static String empty() {
        return "";
    }

    static Pipeline<Photo, Report> threeSteps() {
        return Pipeline.<Photo, Report>define("three-steps", Photo.class, (p, in) -> {
                    var boxes = p.step("detect", GoldenPlans::detect, in.get(Photo::photo), in.get(Photo::confidence));
                    var answer = p.step("select", GoldenPlans::select, boxes, in.get(Photo::label));
                    return p.step("draw", GoldenPlans::draw, answer, in.get(Photo::photo), p.attempt());
                })
                .describedAs("Finds what is on a photo")
                .tagged("images", "demo")
                .inProject("golden");
    }

    static Pipeline<Photo, String> everyVerb() {
        return Pipeline.define("every-verb", Photo.class, (p, in) -> {
            var boxes = p.step("detect", GoldenPlans::detect, in.get(Photo::photo), in.get(Photo::confidence))
                    .retry(Retry.times(5)
                            .backoff(Duration.ofMillis(200), Duration.ofMinutes(1))
                            .on(IOException.class))
                    .timeout(Duration.ofMinutes(2))
                    .resources(Resources.cpu(2).memory(1L << 30).pool("gpu", 1));
            var names =
                    p.each("name", GoldenPlans::name, boxes).allowFailures(3).effect(Effect.IDEMPOTENT);
            var lengths = p.batch("lengths", GoldenPlans::lengths, names, p.attempt(), 100);
            var sum = p.step("sum", GoldenPlans::sum, lengths);
            var many = p.step("is-many", GoldenPlans::isMany, sum);
            var text = p.when(
                    many,
                    () -> p.step("text", GoldenPlans::text, sum),
                    () -> p.step("empty", GoldenPlans::empty).after(boxes));
            p.unless(many, () -> p.step("few", GoldenPlans::text, sum).effect(Effect.AT_MOST_ONCE));
            var report = p.call("report", threeSteps(), in);
            var answer = p.step("select", GoldenPlans::select, boxes, text);
            p.choose(
                    answer,
                    Case.of(Found.class, found -> found.get(Found::boxes)),
                    Case.of(Nothing.class, nothing -> boxes));
            p.expand("reports", p.step("calls", GoldenPlans::calls, boxes), threeSteps());
            return report.get(Report::text);
        });
    }
}
