package dev.gatehouse.web.jdk;

import dev.gatehouse.web.http.ServerLimits;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of {@code jdk.httpserver} that are system properties, read once by the JVM when its first server is made.
 * A property that is set already stands: the operator has the last word.
 */
final class JvmServerSettings {
    private static final Logger LOG = LoggerFactory.getLogger(JvmServerSettings.class);
    private static final String PREFIX = "sun.net.httpserver.";

    private JvmServerSettings() {}

    /** Sets what is unset. Tells in the log what holds that was not asked for. */
    static synchronized void apply(ServerLimits limits) {
        wanted(limits).forEach((name, value) -> {
            String held = System.getProperty(name);
            if (held == null) {
                System.setProperty(name, value);
            } else if (!held.equals(value)) {
                LOG.info("{} is {} for the whole JVM; this server asked for {}", name, held, value);
            }
        });
    }

    static Map<String, String> wanted(ServerLimits limits) {
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put(PREFIX + "nodelay", "true");
        wanted.put(PREFIX + "maxReqTime", seconds(limits.requestTime().toSeconds()));
        wanted.put(PREFIX + "maxRspTime", seconds(limits.responseTime().toSeconds()));
        wanted.put(PREFIX + "idleInterval", seconds(limits.idleTime().toSeconds()));
        wanted.put(PREFIX + "maxReqHeaders", Integer.toString(limits.headers() + 1));
        // the server counts 32 bytes more for each line, and the request line with it
        wanted.put(
                PREFIX + "maxReqHeaderSize",
                Integer.toString(limits.headerBytes() + limits.targetLength() + 32 * (limits.headers() + 3)));
        wanted.put("jdk.httpserver.maxConnections", Integer.toString(limits.connections()));
        wanted.put(PREFIX + "maxIdleConnections", Integer.toString(limits.connections()));
        return wanted;
    }

    private static String seconds(long value) {
        return Long.toString(value);
    }
}
