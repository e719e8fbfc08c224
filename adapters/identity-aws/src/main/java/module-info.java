/** Temporary credentials of an outside STS. */
module dev.gatehouse.aws {
    requires transitive dev.gatehouse.spi;
    requires transitive java.net.http;
    requires java.xml;
    requires org.slf4j;

    exports dev.gatehouse.aws;
}
