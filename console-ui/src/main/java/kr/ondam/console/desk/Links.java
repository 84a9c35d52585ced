package kr.ondam.console.desk;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import kr.ondam.console.live.CalmText;

/// Finds the web addresses in a text, and only those that are written out: what is shown is where a
/// link leads, not what was typed. `https://bank.kr@evil.kr` shows evil.kr, and a host that is not
/// plain ASCII shows its punycode, because letters of different scripts look alike.
final class Links {
  /// A backslash ends it, because browsers take one for a slash.
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(https?)://([^\\s/?#\\\\<>\"'(){}]{1,300})([\\w\\-.~:/?#\\[\\]@!$&'()*+,;=%]{0,2000})",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern END = Pattern.compile("[.,;:!?'\")\\]]+$");

  /// A Korean particle is written onto what stands before it: `kr에서`.
  private static final Pattern PARTICLE =
      Pattern.compile("(?<=\\.[A-Za-z]{2,20})(:\\d{1,5})?\\P{ASCII}.*$");

  private static final Pattern HOST =
      Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

  private Links() {}

  /// A piece of a text.
  ///
  /// @param href where it leads, empty for plain words
  record Piece(String words, String href) {}

  /// A line of a message with its addresses as links.
  static Div words(String text) {
    var words = new Div();
    words.addClassName("words");
    var pieces = pieces(CalmText.of(text));
    if (pieces.stream().allMatch(piece -> piece.href().isEmpty())) {
      words.setText(CalmText.of(text));
      return words;
    }
    for (var piece : pieces) {
      if (piece.href().isEmpty()) {
        words.add(piece.words());
      } else {
        var link = new Anchor(piece.href(), piece.words());
        link.setTarget(AnchorTarget.BLANK);
        link.getElement().setAttribute("rel", "noopener noreferrer");
        words.add(link);
      }
    }
    return words;
  }

  static List<Piece> pieces(String text) {
    List<Piece> pieces = new ArrayList<>();
    int done = 0;
    var matcher = ADDRESS.matcher(text);
    while (matcher.find()) {
      var scheme = matcher.group(1).toLowerCase(Locale.ROOT);
      var authority = matcher.group(2);
      var particle = PARTICLE.matcher(authority);
      boolean cut = particle.find();
      if (cut) {
        var port = particle.group(1);
        authority = authority.substring(0, particle.start()) + (port == null ? "" : port);
      }
      var rest = cut ? "" : matcher.group(3);
      var site = END.matcher(authority).replaceFirst("");
      var path = END.matcher(rest).replaceFirst("");
      var host = rest.isEmpty() ? host(site) : host(authority);
      if (host.isPresent()) {
        int end =
            matcher.start(2)
                + (rest.isEmpty() ? site.length() : authority.length() + path.length());
        if (matcher.start() > done) {
          pieces.add(new Piece(text.substring(done, matcher.start()), ""));
        }
        var shown = host.get() + (path.equals("/") ? "" : path);
        pieces.add(new Piece(shown, scheme + "://" + host.get() + path));
        done = end;
      }
    }
    if (done < text.length()) {
      pieces.add(new Piece(text.substring(done), ""));
    }
    return pieces;
  }

  /// Host and port as a browser would call them, without a name or password before them; empty for
  /// what is none.
  private static Optional<String> host(String authority) {
    var site = authority.substring(authority.lastIndexOf('@') + 1);
    int colon = site.lastIndexOf(':');
    var port = colon < 0 ? "" : site.substring(colon);
    try {
      var host = IDN.toASCII(colon < 0 ? site : site.substring(0, colon)).toLowerCase(Locale.ROOT);
      return HOST.matcher(host).matches() && (port.isEmpty() || port.matches(":\\d{1,5}"))
          ? Optional.of(host + port)
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
