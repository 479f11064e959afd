package dev.towpath.code;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The user's classes, parsed when first asked for.
final class ClassModels {
    private static final int FEATURE_OF_MAJOR = 44;

    private final UserCode code;
    private final Map<String, Optional<ClassFacts>> found = new HashMap<>();

    ClassModels(UserCode code) {
        this.code = code;
    }

    UserCode code() {
        return code;
    }

    /// @param internalName with slashes
    /// @return null if the class is not the user's
    @Nullable
    ClassFacts find(String internalName) {
        var known = found.get(internalName);
        if (known == null) {
            known = read(internalName);
            found.put(internalName, known);
        }
        return known.orElse(null);
    }

    /// A class that is too new for this Java can not be loaded, so that it is never reached.
    private Optional<ClassFacts> read(String internalName) {
        var bytes = code.classFile(internalName.replace('/', '.'));
        if (bytes == null || feature(bytes) > Runtime.version().feature()) return Optional.empty();
        return Optional.of(new ClassFacts(bytes));
    }

    /// All of the user's classes.
    List<ClassFacts> all() {
        return code.classNames().stream()
                .map(name -> Optional.ofNullable(find(name.replace('.', '/'))))
                .flatMap(Optional::stream)
                .toList();
    }

    /// The Java version that a class file was compiled for.
    static int feature(byte[] classFile) {
        if (classFile.length < 8) return 0;
        return ((classFile[6] & 0xff) << 8 | classFile[7] & 0xff) - FEATURE_OF_MAJOR;
    }
}
