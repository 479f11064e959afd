package dev.towpath.cli;

import java.util.Locale;

/// Names of types for people: `java.util.List<pipes.P$Box>` is `List<Box>`.
final class Types {
    private Types() {}

    /// The type without packages and enclosing classes.
    static String simple(String type) {
        var out = new StringBuilder();
        var start = 0;
        for (var i = 0; i <= type.length(); i++) {
            var part = i < type.length() && (Character.isJavaIdentifierPart(type.charAt(i)) || type.charAt(i) == '.');
            if (part) continue;
            var name = type.substring(start, i);
            out.append(name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1));
            if (i < type.length()) out.append(type.charAt(i));
            start = i + 1;
        }
        return out.toString();
    }

    /// The type inside an `Optional`.
    private static String inner(String type) {
        return type.startsWith("java.util.Optional<") ? type.substring(19, type.length() - 1) : type;
    }

    static boolean isBoolean(String type) {
        return inner(type).equals("java.lang.Boolean") || inner(type).equals("boolean");
    }

    /// Whether more than one text makes a value.
    static boolean isMany(String type) {
        var inner = inner(type);
        return inner.startsWith("java.util.") && inner.endsWith(">") && !inner.startsWith("java.util.Map<");
    }

    /// What stands for a value in the help: `PATH`, `N`, `TEXT`, …
    static String placeholder(String type) {
        var inner = inner(type);
        if (isMany(inner)) return placeholder(inner.substring(inner.indexOf('<') + 1, inner.length() - 1)) + "...";
        return switch (inner) {
            case "dev.towpath.FileRef" -> "FILE";
            case "dev.towpath.FolderRef" -> "DIR";
            case "dev.towpath.TreeRef" -> "PATH";
            case "java.lang.String" -> "TEXT";
            case "java.lang.Boolean", "boolean" -> "true|false";
            case "java.lang.Integer",
                    "java.lang.Long",
                    "java.lang.Short",
                    "java.lang.Byte",
                    "int",
                    "long",
                    "java.math.BigInteger" -> "N";
            case "java.lang.Double", "java.lang.Float", "double", "float", "java.math.BigDecimal" -> "X";
            default -> simple(inner).replaceAll("<.*", "").toUpperCase(Locale.ROOT);
        };
    }
}
