/** Remote keys over java.net.http. */
module dev.gatehouse.http {
    requires transitive dev.gatehouse.spi;
    requires transitive java.net.http;

    exports dev.gatehouse.http;
}
