package dev.towpath.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// As much of JSON Schema 2020-12 as `docs/plan.schema.json` uses. A keyword that is not known fails.
final class SchemaCheck {
    private final Map<?, ?> root;
    private final List<String> problems = new ArrayList<>();

    private SchemaCheck(Map<?, ?> root) {
        this.root = root;
    }

    /// What is wrong with a tree, each with its place; empty if nothing is.
    static List<String> problems(Object schema, Object tree) {
        var check = new SchemaCheck((Map<?, ?>) schema);
        check.check(check.root, tree, "$");
        return check.problems;
    }

    private void check(Object schema, Object tree, String at) {
        if (schema instanceof Boolean allowed) {
            if (!allowed) problems.add(at + " is not allowed");
            return;
        }
        for (var rule : ((Map<?, ?>) schema).entrySet())
            check((String) rule.getKey(), rule.getValue(), (Map<?, ?>) schema, tree, at);
    }

    private void check(String keyword, Object rule, Map<?, ?> schema, Object tree, String at) {
        switch (keyword) {
            case "$schema", "$id", "$defs", "title", "description" -> {}
            case "$ref" -> check(resolve((String) rule), tree, at);
            case "type" -> require(isOfType((String) rule, tree), at + " is no " + rule);
            case "const" -> require(rule.equals(tree), at + " is not " + rule);
            case "enum" -> require(((List<?>) rule).contains(tree), at + " is none of " + rule);
            case "pattern" ->
                require(
                        tree instanceof String text
                                && Pattern.compile((String) rule).matcher(text).find(),
                        at + " does not match " + rule);
            case "minimum" -> require(((Number) tree).longValue() >= (Long) rule, at + " is below " + rule);
            case "maximum" -> require(((Number) tree).longValue() <= (Long) rule, at + " is above " + rule);
            case "minItems" -> require(!(tree instanceof List<?> list) || list.size() >= (Long) rule, at + " is short");
            case "required" -> {
                for (var key : (List<?>) rule)
                    require(!(tree instanceof Map<?, ?> map) || map.containsKey(key), at + " has no " + key);
            }
            case "properties" -> properties((Map<?, ?>) rule, tree, at);
            case "additionalProperties" -> others(rule, schema, tree, at);
            case "prefixItems" -> {
                var list = (List<?>) tree;
                for (var i = 0; i < Math.min(list.size(), ((List<?>) rule).size()); i++)
                    check(((List<?>) rule).get(i), list.get(i), at + "[" + i + "]");
            }
            case "items" -> {
                var first = schema.get("prefixItems") instanceof List<?> prefix ? prefix.size() : 0;
                if (tree instanceof List<?> list)
                    for (var i = first; i < list.size(); i++) check(rule, list.get(i), at + "[" + i + "]");
            }
            case "anyOf" ->
                require(
                        ((List<?>) rule).stream().anyMatch(one -> fits(one, tree)),
                        at + " is none of what it could be");
            default -> throw new IllegalArgumentException("keyword '" + keyword + "' is not known to this check");
        }
    }

    private boolean fits(Object schema, Object tree) {
        if (schema instanceof Map<?, ?> map && map.get("type") instanceof String type && !isOfType(type, tree))
            return false;
        var check = new SchemaCheck(root);
        check.check(schema, tree, "");
        return check.problems.isEmpty();
    }

    private void properties(Map<?, ?> rules, Object tree, String at) {
        if (!(tree instanceof Map<?, ?> map)) return;
        rules.forEach((key, rule) -> {
            if (map.containsKey(key)) check(rule, map.get(key), at + "." + key);
        });
    }

    private void others(Object rule, Map<?, ?> schema, Object tree, String at) {
        if (!(tree instanceof Map<?, ?> map)) return;
        var known = schema.get("properties") instanceof Map<?, ?> properties ? properties : Map.of();
        map.forEach((key, value) -> {
            if (!known.containsKey(key)) check(rule, value, at + "." + key);
        });
    }

    private Object resolve(String pointer) {
        Object found = root;
        for (var part : pointer.substring(2).split("/")) found = ((Map<?, ?>) found).get(part);
        return found;
    }

    private void require(boolean holds, String problem) {
        if (!holds) problems.add(problem);
    }

    private static boolean isOfType(String type, Object tree) {
        return switch (type) {
            case "object" -> tree instanceof Map<?, ?>;
            case "array" -> tree instanceof List<?>;
            case "string" -> tree instanceof String;
            case "integer" -> tree instanceof Long;
            case "number" -> tree instanceof Number;
            default -> throw new IllegalArgumentException(type);
        };
    }
}
