package dev.gatehouse.store.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import dev.gatehouse.spi.StoreException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cluster as one text, for configurations that hold a URL:
 * {@code cassandra://host[:port][,host[:port]..]/keyspace?dc=data-centre}. Ports are 9042 unless named. Whoever needs
 * credentials, TLS or more than one data centre builds a session and opens {@link CassandraStores} on it. Immutable.
 *
 * @param hosts where to begin, 1 to 16
 * @param keyspace as {@link CassandraSettings#builder} takes it
 * @param dataCentre the local data centre
 */
public record CassandraUrl(List<InetSocketAddress> hosts, String keyspace, String dataCentre) {
    private static final int MOST_HOSTS = 16;
    private static final int LONGEST = 2_048;
    private static final int PORT = 9042;
    private static final Pattern URL = Pattern.compile(
            "cassandra://(?<hosts>[A-Za-z0-9.:,-]+)/(?<keyspace>[a-z][a-z0-9_]{0,47})\\?dc=(?<dc>[A-Za-z0-9._-]{1,64})");
    private static final Pattern HOST = Pattern.compile("(?<name>[A-Za-z0-9.-]{1,253})(:(?<port>[0-9]{1,5}))?");

    /** Takes the hosts as they are. */
    public CassandraUrl {
        hosts = List.copyOf(hosts);
    }

    /**
     * Reads a URL. Looks no host up.
     *
     * @throws IllegalArgumentException if it has not the form above; its message names the form, never the text
     */
    public static CassandraUrl parse(String text) {
        Matcher url = URL.matcher(text.length() > LONGEST ? "" : text);
        if (!url.matches()) {
            throw form();
        }
        List<InetSocketAddress> hosts = Arrays.stream(url.group("hosts").split(",", -1))
                .map(CassandraUrl::host)
                .toList();
        if (hosts.size() > MOST_HOSTS) {
            throw form();
        }
        return new CassandraUrl(hosts, url.group("keyspace"), url.group("dc"));
    }

    private static InetSocketAddress host(String text) {
        Matcher host = HOST.matcher(text);
        if (!host.matches()) {
            throw form();
        }
        String port = host.group("port");
        int number = port == null ? PORT : Integer.parseInt(port);
        if (number < 1 || number > 65_535) {
            throw form();
        }
        return InetSocketAddress.createUnresolved(host.group("name"), number);
    }

    private static IllegalArgumentException form() {
        return new IllegalArgumentException(
                "a cluster is named as cassandra://host[:port][,host[:port]..]/keyspace?dc=data-centre");
    }

    /**
     * Opens a session with {@link CassandraStores#driver}. The caller closes it.
     *
     * @throws StoreException if no node answers
     */
    public CqlSession connect() {
        try {
            return CqlSession.builder()
                    .withConfigLoader(CassandraStores.driver().build())
                    .addContactPoints(hosts)
                    .withLocalDatacenter(dataCentre)
                    .build();
        } catch (DriverException e) {
            throw new StoreException("the cluster cannot be reached", e);
        }
    }

    /** Returns the settings for its keyspace. */
    public CassandraSettings settings() {
        return CassandraSettings.builder(keyspace).build();
    }
}
