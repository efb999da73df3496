using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Net.Http.Headers;

namespace ComposeServer.Server.Explorer;

/// <summary>One file of the page, found when the explorer was mapped; what is asked for later is only looked up.</summary>
sealed partial class ExplorerFile(string place, string name)
{
    readonly Lazy<EntityTagHeaderValue> tag = new(() => TagOf(place));

    /// <summary>Absolute path on this machine.</summary>
    public string Place => place;

    public string ContentType { get; } = TypeOf(name);

    /// <summary>The name changes whenever the content does.</summary>
    public bool IsImmutable { get; } = HashedName.IsMatch(name);

    /// <summary>Strong: made of the content, so equal on every machine.</summary>
    public EntityTagHeaderValue Tag => tag.Value;

    /// <summary>Names such as <c>static/js/main.0349187e.js</c>; the hash is hexadecimal or base32.</summary>
    [GeneratedRegex(@"^static/.*\.([0-9a-f]{8,64}|[A-Z2-7]{8})\.", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex HashedName { get; }

    static EntityTagHeaderValue TagOf(string place)
    {
        using var stream = File.OpenRead(place);
        return new($"\"{Convert.ToHexStringLower(SHA256.HashData(stream).AsSpan(0, 16))}\"");
    }

    static string TypeOf(string name) =>
        Path.GetExtension(name) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".json" => "application/json",
            ".webmanifest" => "application/manifest+json",
            ".svg" => "image/svg+xml",
            ".ico" => "image/x-icon",
            ".png" => "image/png",
            ".ttf" => "font/ttf",
            ".woff2" => "font/woff2",
            ".txt" or ".md" or "" => "text/plain; charset=utf-8",
            _ => "application/octet-stream",
        };
}
