package dev.towpath.code;

import java.lang.ref.SoftReference;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;

/// Finds which classes belong to a pipeline's author.
public final class UserCodes {
    /// Soft, because what is found refers to its loader.
    private static final Map<ClassLoader, SoftReference<Map<String, UserCode>>> KNOWN =
            Collections.synchronizedMap(new WeakHashMap<>());

    private UserCodes() {}

    /// The user's classes that a class belongs to: its bundle; or its code source together with the other class
    /// folders of the class path. Asking again gives the same object.
    public static UserCode of(Class<?> type) {
        var loader = Objects.requireNonNullElse(type.getClassLoader(), ClassLoader.getSystemClassLoader());
        if (loader instanceof BundleLoader bundle) return bundle;
        var root = ClassPathCode.location(type);
        var key = root == null ? type.getNestHost().getName() : root.toString();
        synchronized (KNOWN) {
            var softly = KNOWN.get(loader);
            var known = softly == null ? null : softly.get();
            if (known == null) {
                known = new HashMap<>();
                KNOWN.put(loader, new SoftReference<>(known));
            }
            return known.computeIfAbsent(key, _ -> ClassPathCode.of(type, loader));
        }
    }
}
