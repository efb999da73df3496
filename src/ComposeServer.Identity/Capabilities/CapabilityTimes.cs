using System.Globalization;

namespace ComposeServer.Identity.Capabilities;

/// <summary>The moments of a capability, to the millisecond as JavaScript reads them.</summary>
/// <param name="IssuedAt">From <c>iat</c>.</param>
/// <param name="NotBefore">From <c>nbf</c>.</param>
/// <param name="ExpiresAt">From <c>exp</c>.</param>
public readonly record struct CapabilityTimes(
    DateTimeOffset IssuedAt,
    DateTimeOffset? NotBefore,
    DateTimeOffset? ExpiresAt
)
{
    const int FractionDigitsMax = 9;

    static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    /// <summary>Reads the times of a payload.</summary>
    /// <returns>False when one of them is not an RFC 3339 date and time; the reference lets such a one pass, which makes it endless.</returns>
    public static bool TryRead(CacaoPayload payload, out CapabilityTimes times)
    {
        times = default;
        if (!TryParse(payload.IssuedAt, out var issuedAt))
            return false;
        if (!TryParseOptional(payload.NotBefore, out var notBefore))
            return false;
        if (!TryParseOptional(payload.ExpiresAt, out var expiresAt))
            return false;
        times = new CapabilityTimes(issuedAt, notBefore, expiresAt);
        return true;
    }

    /// <summary>As JavaScript's <c>toISOString</c> prints a moment.</summary>
    public static string Format(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    static bool TryParseOptional(string? text, out DateTimeOffset? time)
    {
        time = null;
        if (text is null)
            return true;
        if (!TryParse(text, out var parsed))
            return false;
        time = parsed;
        return true;
    }

    static bool TryParse(string text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length > 40)
            return false;
        var local = text.EndsWith('Z') ? text[..^1] + "+00:00" : text;

        // Seven digits is what the in-box parser takes; libraries of other languages write nine.
        var point = local.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0)
        {
            var digits = local.AsSpan(point + 1).IndexOfAnyExceptInRange('0', '9');
            if (digits is < 1 or > FractionDigitsMax)
                return false;
            if (digits > 7)
                local = local.Remove(point + 8, digits - 7);
        }

        if (
            !DateTimeOffset.TryParseExact(
                local,
                Formats,
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var exact
            )
        )
            return false;
        time = DateTimeOffset.FromUnixTimeMilliseconds(exact.ToUnixTimeMilliseconds());
        return true;
    }
}
