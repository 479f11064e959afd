package dev.towpath;

/// A call of a pipeline that a step returns for [Builder#expand].
///
/// @param pipeline the name of one of the pipelines that `expand` was given
/// @param input its input record
/// @param <O> what the pipeline gives
public record Call<O>(String pipeline, Record input) {
    /// A call of the pipeline with this name.
    public static <O> Call<O> to(String pipeline, Record input) {
        return new Call<>(pipeline, input);
    }
}
