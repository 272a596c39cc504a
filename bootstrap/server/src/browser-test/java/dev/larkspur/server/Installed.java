package dev.larkspur.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The machine's own browser, and the program that drives it; nothing is downloaded. */
final class Installed {
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final List<Path> ON_A_MAC =
      List.of(
          Path.of("/Applications/Chromium.app/Contents/MacOS/Chromium"),
          Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"));

  static Path chromium() {
    return Stream.concat(BROWSERS.stream().flatMap(name -> onThePath(name).stream()), macs())
        .findFirst()
        .orElseThrow(() -> missing("Chromium"));
  }

  static Path chromedriver() {
    return onThePath("chromedriver").orElseThrow(() -> missing("chromedriver"));
  }

  private static Optional<Path> onThePath(String name) {
    return Pattern.compile(Pattern.quote(System.getProperty("path.separator")))
        .splitAsStream(System.getenv().getOrDefault("PATH", ""))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Stream<Path> macs() {
    return ON_A_MAC.stream().filter(Files::isExecutable);
  }

  private static AssertionError missing(String what) {
    return new AssertionError(
        """
        The tests in a browser need Chromium and its chromedriver, and there is no %s on this machine.
          Debian:  apt-get install chromium chromium-driver
          Ubuntu:  apt-get install chromium-browser chromium-chromedriver
          Fedora:  dnf install chromium chromedriver
          macOS:   brew install --cask chromium chromedriver
        Without them: ./larkspur test"""
            .formatted(what));
  }

  private Installed() {}
}
