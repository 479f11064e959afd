package dev.towpath.store;

import dev.towpath.spi.StoreException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a PostgreSQL store is: `postgresql://[user[:password]@]host[:port]/database[?schema=…&sslmode=…&lease=…]`.
///
/// Its text never contains the password.
public final class PostgresUrl {
    /// The schema that holds the tables, unless another is named.
    public static final String SCHEMA = "towpath";

    private static final int PORT = 5432;
    private static final Set<String> SSL_MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");
    private static final Pattern LEASE = Pattern.compile("([1-9]\\d{0,4})s");
    private static final String FORM = "Write it as postgresql://user@host:5432/database, with the password in"
            + " TOWPATH_STORE_PASSWORD or PGPASSWORD; ?schema=NAME, &sslmode=require and &lease=60s may follow.";

    private final String host;
    private final int port;
    private final String database;
    private final String user;
    private final @Nullable String password;
    private final String schema;
    private final @Nullable String sslMode;
    private final @Nullable String lease;

    private PostgresUrl(URI uri, Map<String, String> query, Map<String, String> env) {
        this.host = Objects.requireNonNullElse(uri.getHost(), "localhost");
        this.port = uri.getPort() < 0 ? PORT : uri.getPort();
        this.database = decoded(uri.getRawPath()).substring(1);
        var given = Objects.requireNonNullElse(uri.getRawUserInfo(), "");
        var colon = given.indexOf(':');
        var name = decoded(colon < 0 ? given : given.substring(0, colon));
        this.user = name.isEmpty() ? env.getOrDefault("PGUSER", "postgres") : name;
        this.password = colon < 0 ? password(env) : decoded(given.substring(colon + 1));
        this.schema = query.getOrDefault("schema", SCHEMA);
        this.sslMode = query.get("sslmode");
        this.lease = query.get("lease");
    }

    private static @Nullable String password(Map<String, String> env) {
        var own = env.get("TOWPATH_STORE_PASSWORD");
        return own != null ? own : env.get("PGPASSWORD");
    }

    /// Whether a text names a PostgreSQL store, rightly or not.
    public static boolean isOne(String text) {
        return text.startsWith("postgresql:") || text.startsWith("postgres:") || text.startsWith("jdbc:postgresql:");
    }

    /// Reads a text.
    ///
    /// @param env variables: `TOWPATH_STORE_PASSWORD`, `PGPASSWORD` and `PGUSER` complete what the text leaves open
    /// @throws StoreException `store-url`
    public static PostgresUrl parse(String text, Map<String, String> env) {
        try {
            var uri = new URI(text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text);
            if (uri.getRawPath() == null || uri.getRawPath().length() < 2) throw refused(text, "it names no database");
            if (uri.getRawAuthority() != null && uri.getHost() == null)
                throw refused(text, "its host or port is wrong");
            return new PostgresUrl(uri, query(text, uri.getRawQuery()), env);
        } catch (URISyntaxException | IllegalArgumentException e) {
            // Without the cause: its message has the whole text.
            throw refused(text, "it is no URL; special characters in a password are written as %40 and so on");
        }
    }

    private static Map<String, String> query(String text, @Nullable String raw) {
        var found = new HashMap<String, String>();
        for (var part : raw == null || raw.isEmpty() ? new String[0] : raw.split("&", -1)) {
            var equals = part.indexOf('=');
            var name = equals < 0 ? part : part.substring(0, equals);
            var value = equals < 0 ? "" : decoded(part.substring(equals + 1));
            var known = switch (name) {
                case "schema" -> !value.isEmpty();
                case "sslmode" -> SSL_MODES.contains(value);
                case "lease" -> LEASE.matcher(value).matches();
                default -> false;
            };
            if (!known) throw refused(text, "'" + name + "' means nothing, or has a value that means nothing");
            found.put(name, value);
        }
        return found;
    }

    private static String decoded(String raw) {
        return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static StoreException refused(String text, String why) {
        return new StoreException(
                "store-url", "the URL of the store can not be used: " + why, hidden(text), FORM, null);
    }

    /// Without all that somebody may have put a password into: what is before the last @, and the query.
    private static String hidden(String text) {
        var at = text.lastIndexOf('@');
        var place = at < 0 ? text : "postgresql://…@" + text.substring(at + 1);
        var query = place.indexOf('?');
        return query < 0 ? place : place.substring(0, query) + "?…";
    }

    /// The same place with another schema.
    PostgresUrl withSchema(String other) {
        var env = password == null ? Map.<String, String>of() : Map.of("PGPASSWORD", password);
        return parse("postgresql://" + encoded(user) + "@" + place() + query(other), env);
    }

    private String query(String name) {
        var parts = new StringJoiner("&", "?", "").setEmptyValue("");
        if (!name.equals(SCHEMA)) parts.add("schema=" + encoded(name));
        if (sslMode != null) parts.add("sslmode=" + sslMode);
        if (lease != null) parts.add("lease=" + lease);
        return parts.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String place() {
        return host + ":" + port + "/" + encoded(database);
    }

    String schema() {
        return schema;
    }

    String user() {
        return user;
    }

    String database() {
        return database;
    }

    /// For how long an owner that is silent is not taken for dead.
    public Lease lease() {
        if (lease == null) return Lease.USUAL;
        return Lease.ending(Duration.ofSeconds(Long.parseLong(lease.substring(0, lease.length() - 1))));
    }

    /// What the driver connects to.
    String jdbc() {
        return "jdbc:postgresql://" + place();
    }

    /// What the driver needs to know besides.
    Properties properties() {
        var all = new Properties();
        all.setProperty("user", user);
        if (password != null) all.setProperty("password", password);
        if (sslMode != null) all.setProperty("sslmode", sslMode);
        return all;
    }

    /// The place without the password, for people.
    @Override
    public String toString() {
        return "postgresql://" + encoded(user) + "@" + place() + query(schema);
    }
}
