package dev.towpath.code;

import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Tells classes that come with the JDK or with Towpath from those of library jars.
final class Platform {
    /// Asked for only if a name leaves doubt: most are of `java/` or ours.
    private static final Supplier<Set<String>> PACKAGES = Once.of(() -> ModuleLayer.boot().modules().stream()
            .filter(module ->
                    module.getName().startsWith("java.") || module.getName().startsWith("jdk."))
            .flatMap(module -> module.getPackages().stream())
            .collect(Collectors.toUnmodifiableSet()));

    private Platform() {}

    /// @param internalName with slashes; an array's name counts as the JDK's
    static boolean has(String internalName) {
        if (internalName.startsWith("java/") || internalName.startsWith("[")) return true;
        if (internalName.startsWith("dev/towpath/")) return true;
        var end = internalName.lastIndexOf('/');
        return end > 0 && PACKAGES.get().contains(internalName.substring(0, end).replace('/', '.'));
    }
}
