package dev.towpath.testkit;

import dev.towpath.Digest;
import dev.towpath.InvalidInput;
import dev.towpath.Pipeline;
import dev.towpath.engine.CodeLoader;
import dev.towpath.engine.EngineOptions;
import dev.towpath.engine.Mode;
import dev.towpath.engine.RunContents;
import dev.towpath.engine.Submission;
import dev.towpath.plan.Node;
import dev.towpath.plan.Plan;
import dev.towpath.value.Codec;
import dev.towpath.value.Codecs;
import dev.towpath.value.Encoded;
import dev.towpath.value.EncodedJson;
import dev.towpath.value.Inputs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What all runs of one test have in common: the pipeline, its input and a folder for files.
final class Stage {
    private static final int LEAST_CPUS = 4;
    /// Enough for all steps together, and far from an overflow.
    private static final long MEMORY = Long.MAX_VALUE / 4;

    private final Pipeline<?, ?> pipeline;
    private final Path folder;
    private final long seed;
    private final boolean quiet;
    private final TestArtifacts artifacts;
    private final Codecs codecs = new Codecs();
    private final RunContents contents;

    /// @param folder for everything; it may be there or not
    /// @param quiet whether what steps print is not shown
    Stage(Pipeline<?, ?> pipeline, Path folder, long seed, boolean quiet) {
        this.pipeline = pipeline;
        this.folder = folder;
        this.seed = seed;
        this.quiet = quiet;
        this.artifacts = new TestArtifacts(folder.resolve("artifacts"));
        this.contents = new RunContents(artifacts, folder);
    }

    Plan plan() {
        return pipeline.plan();
    }

    Path folder() {
        return folder;
    }

    boolean isQuiet() {
        return quiet;
    }

    TestArtifacts artifacts() {
        return artifacts;
    }

    Codecs codecs() {
        return codecs;
    }

    RunContents contents() {
        return contents;
    }

    ClassLoader loader() {
        return pipeline.definedBy().getClassLoader();
    }

    /// The test's own classes serve every run.
    CodeLoader code() {
        return _ -> new CodeLoader.Code.Ready(loader());
    }

    /// The run that is tested.
    ///
    /// @throws InvalidInput if the input is out of its bounds
    Submission submission(Record input) {
        var problems = new Inputs(codecs, new Inputs.Folders(folder, folder, folder)).check(input);
        if (!problems.isEmpty()) throw new InvalidInput(problems);
        var encoded = encoded(input.getClass(), input);
        var bundle = Digest.of(pipeline.definedBy().getName());
        return new Submission(bundle, plan(), encoded.bytes(), encoded.contents(), "{}", null, Mode.PARALLEL, null);
    }

    /// A value as it is kept.
    Encoded encoded(Type type, Object value) {
        try {
            return codecs.codec(type).encode(value, contents);
        } catch (IOException e) {
            throw new UncheckedIOException("the value can not be kept", e);
        }
    }

    /// The Java value of what a run or a step gave.
    ///
    /// @param value the digest of its encoding; null for nothing, of an optional branch
    Object decoded(TestJournal journal, @Nullable Digest value, Codec codec) {
        try {
            return codec.decode(value == null ? EncodedJson.nothing() : bytes(journal, value), contents);
        } catch (IOException e) {
            throw new UncheckedIOException("the output can not be read", e);
        }
    }

    private byte[] bytes(TestJournal journal, Digest value) throws IOException {
        var small = journal.value(value);
        return small.isPresent() ? small.get() : Files.readAllBytes(artifacts.locate(value));
    }

    /// The same input and seed give the same names.
    TestNames names(Submission submission) {
        return new TestNames(pipeline.name() + "\n" + seed + "\n" + Digest.of(submission.input()));
    }

    /// An engine that has what the steps ask for.
    EngineOptions options() {
        var cpus = LEAST_CPUS;
        var pools = new TreeMap<String, Integer>();
        for (var node : allNodes(plan())) {
            var policies = Node.policies(node);
            if (policies == null) continue;
            cpus = Math.max(cpus, policies.resources().cpu());
            policies.resources().pools().forEach((name, size) -> pools.merge(name, size, Math::max));
        }
        return EngineOptions.DEFAULT.with(cpus, MEMORY, pools).seeded(seed);
    }

    /// All nodes, those of the pipelines that runs may be made of included.
    static List<Node> allNodes(Plan plan) {
        var all = new ArrayList<>(plan.nodes());
        for (var node : plan.nodes())
            if (node instanceof Node.Expand expand) for (var called : expand.pipelines()) all.addAll(allNodes(called));
        return all;
    }
}
