package dev.towpath.code;

import dev.towpath.Digest;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// The classes that belong to a pipeline's author, as opposed to libraries and the JDK.
public interface UserCode {
    /// The bytes of a class file.
    ///
    /// @param name the binary name with dots
    /// @return null if the class is not one of the user's
    byte @Nullable [] classFile(String name);

    /// The binary names of all classes.
    SortedSet<String> classNames();

    /// The digest of everything: what a step's code counts as when its reach can not be followed.
    Digest digest();

    /// Loads the classes. They are not initialised by asking for it.
    ClassLoader loader();

    /// Proves methods of these classes. What was read for one definition is not read again for the next, where the
    /// classes stay the same.
    default Prover prover() {
        return new Prover(this);
    }

    /// The jars beside the user's classes; they count as soon as a step reaches one of their classes.
    default List<Library> libraries() {
        return List.of();
    }
}
