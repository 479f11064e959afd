package dev.towpath;

/// Thrown by a step whose input is wrong in the sense of the user's subject: never tried again.
///
/// Every other exception is an application error and follows the step's [Retry].
public class BusinessError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param message for the person who started the run
    public BusinessError(String message) {
        super(message);
    }

    /// @param message for the person who started the run
    public BusinessError(String message, Throwable cause) {
        super(message, cause);
    }
}
