package dev.towpath.code;

import dev.towpath.code.Finding.Flag;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known about methods that are not the user's: which end the process or change it for everybody, which read
/// something that is no input, and behind which the reach can not be followed.
final class LibraryCalls {
    private static final Map<String, Flag> BY_METHOD = table();

    private LibraryCalls() {}

    /// @param type the owner's internal name
    static @Nullable Flag flag(String type, String name, String descriptor) {
        var method = type + "." + name;
        var flag = BY_METHOD.get(method);
        if (flag == null) flag = BY_METHOD.get(method + descriptor);
        if (flag == null) flag = BY_METHOD.get(type + ".*");
        return flag == null ? byPackage(type, name) : flag;
    }

    private static @Nullable Flag byPackage(String type, String name) {
        if (type.startsWith("java/time/") && name.equals("now")) return new Flag.Stale(CLOCK);
        if (type.startsWith("java/net/http/")) return new Flag.Stale(NETWORK);
        return null;
    }

    private static final String CLOCK = "the clock";
    private static final String CHANCE = "random numbers";
    private static final String ENVIRONMENT = "the environment";
    private static final String NETWORK = "the network";
    private static final String PROCESSES = "other programs";
    private static final String FILES = "files by their path";

    private static Map<String, Flag> table() {
        var table = new HashMap<String, Flag>();
        refused(table);
        stale(table);
        opaque(table);
        return Map.copyOf(table);
    }

    private static void refused(Map<String, Flag> table) {
        var exit = new Flag.Refused(
                "process-exit",
                "ends the process, and with it the engine and all other steps",
                "Throw an exception to fail the step, or BusinessError if trying again is of no use");
        each(table, exit, "java/lang/System.exit java/lang/Runtime.exit java/lang/Runtime.halt");
        var state = new Flag.Refused(
                "process-state",
                "changes something that all steps of a process share",
                "Pass the setting to what needs it, or set it in the step's environment");
        each(table, state, """
            java/lang/Runtime.addShutdownHook java/lang/Runtime.removeShutdownHook
            java/lang/System.setProperty java/lang/System.setProperties java/lang/System.clearProperty
            java/lang/System.setOut java/lang/System.setErr java/lang/System.setIn
            java/lang/System.setSecurityManager
            java/lang/Thread.setDefaultUncaughtExceptionHandler
            java/util/Locale.setDefault java/util/TimeZone.setDefault
            java/net/URL.setURLStreamHandlerFactory java/net/Authenticator.setDefault
            java/net/CookieHandler.setDefault java/net/ResponseCache.setDefault java/net/ProxySelector.setDefault
            java/net/HttpURLConnection.setFollowRedirects java/net/URLConnection.setDefaultUseCaches
            javax/net/ssl/HttpsURLConnection.setDefaultSSLSocketFactory
            javax/net/ssl/HttpsURLConnection.setDefaultHostnameVerifier javax/net/ssl/SSLContext.setDefault
            java/security/Security.addProvider java/security/Security.insertProviderAt
            java/security/Security.removeProvider java/security/Security.setProperty
            java/security/Policy.setPolicy java/util/logging/LogManager.reset\
            """);
    }

    private static void stale(Map<String, Flag> table) {
        each(table, new Flag.Stale(CLOCK), """
            java/lang/System.currentTimeMillis java/lang/System.nanoTime java/util/Calendar.getInstance
            java/util/Date.<init>()V java/util/GregorianCalendar.<init>()V java/time/Clock.systemUTC
            java/time/Clock.systemDefaultZone java/time/Clock.system java/time/InstantSource.system\
            """);
        each(table, new Flag.Stale(CHANCE), """
            java/util/Random.<init>()V java/util/SplittableRandom.<init>()V java/lang/Math.random
            java/lang/StrictMath.random java/util/concurrent/ThreadLocalRandom.current java/util/UUID.randomUUID
            java/security/SecureRandom.<init> java/security/SecureRandom.getInstanceStrong
            java/util/random/RandomGenerator.getDefault java/util/Collections.shuffle(Ljava/util/List;)V
            java/lang/System.identityHashCode\
            """);
        each(table, new Flag.Stale(ENVIRONMENT), """
            java/lang/System.getenv java/lang/System.getProperty java/lang/System.getProperties
            java/lang/Integer.getInteger java/lang/Long.getLong java/lang/Boolean.getBoolean
            java/util/Locale.getDefault java/util/TimeZone.getDefault java/time/ZoneId.systemDefault
            java/nio/charset/Charset.defaultCharset java/lang/Runtime.availableProcessors
            java/lang/Runtime.maxMemory java/net/InetAddress.getLocalHost\
            """);
        each(table, new Flag.Stale(NETWORK), """
            java/net/Socket.<init> java/net/ServerSocket.<init> java/net/DatagramSocket.<init>
            java/net/URL.openStream java/net/URL.openConnection java/net/URL.getContent
            java/net/InetAddress.getByName java/net/InetAddress.getAllByName
            java/nio/channels/SocketChannel.open java/nio/channels/ServerSocketChannel.open
            java/nio/channels/DatagramChannel.open java/nio/channels/AsynchronousSocketChannel.open
            javax/net/SocketFactory.createSocket java/sql/DriverManager.getConnection\
            """);
        each(table, new Flag.Stale(PROCESSES), "java/lang/ProcessBuilder.start java/lang/Runtime.exec");
        each(table, new Flag.Stale(FILES), """
            java/nio/file/Path.of java/nio/file/Paths.get java/io/File.<init>(Ljava/lang/String;)V
            java/io/FileInputStream.<init>(Ljava/lang/String;)V java/io/FileReader.<init>(Ljava/lang/String;)V
            java/io/FileOutputStream.<init>(Ljava/lang/String;)V java/io/FileWriter.<init>(Ljava/lang/String;)V\
            """);
    }

    private static void opaque(Map<String, Flag> table) {
        each(table, new Flag.Opaque("reflection"), """
            java/lang/Class.forName java/lang/Class.newInstance java/lang/Class.getMethod
            java/lang/Class.getMethods java/lang/Class.getDeclaredMethod java/lang/Class.getDeclaredMethods
            java/lang/Class.getField java/lang/Class.getFields java/lang/Class.getDeclaredField
            java/lang/Class.getDeclaredFields java/lang/Class.getConstructor java/lang/Class.getConstructors
            java/lang/Class.getDeclaredConstructor java/lang/Class.getDeclaredConstructors
            java/lang/Class.getRecordComponents java/lang/reflect/Method.invoke
            java/lang/reflect/Constructor.newInstance java/lang/ClassLoader.loadClass
            java/net/URLClassLoader.<init> java/beans/Introspector.getBeanInfo
            java/io/ObjectInputStream.readObject\
            """);
        each(
                table,
                new Flag.Opaque("ServiceLoader"),
                "java/util/ServiceLoader.load java/util/ServiceLoader.loadInstalled");
        each(table, new Flag.Opaque("a method-handle look-up"), """
            java/lang/invoke/MethodHandles.lookup java/lang/invoke/MethodHandles.publicLookup
            java/lang/invoke/MethodHandles.privateLookupIn\
            """);
        each(table, new Flag.Opaque("a proxy"), "java/lang/reflect/Proxy.newProxyInstance");
        each(
                table,
                new Flag.Opaque("native code"),
                "java/lang/System.load java/lang/System.loadLibrary java/lang/Runtime.load"
                        + " java/lang/Runtime.loadLibrary java/lang/foreign/Linker.nativeLinker");
    }

    private static void each(Map<String, Flag> table, Flag flag, String methods) {
        for (var method : methods.strip().split("\\s+")) table.put(method, flag);
    }
}
