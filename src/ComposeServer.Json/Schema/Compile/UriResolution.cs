namespace ComposeServer.Json.Schema.Compile;

/// <summary>Resolution of URI references. Source: RFC 3986 section 5.2. A base that is no URI counts as a relative path.</summary>
static class UriResolution
{
    /// <summary>Parts a reference and its fragment, which is null when there is none.</summary>
    public static (string Uri, string? Fragment) Split(string reference)
    {
        var hash = reference.IndexOf('#', StringComparison.Ordinal);
        return hash < 0 ? (reference, null) : (reference[..hash], reference[(hash + 1)..]);
    }

    /// <param name="baseUri">Without fragment.</param>
    /// <param name="reference">Without fragment.</param>
    public static string Resolve(string baseUri, string reference)
    {
        if (reference.Length == 0)
            return baseUri;
        var target = Parts.Of(reference);
        if (target.Scheme is not null)
            return target.Normal();
        var origin = Parts.Of(baseUri);
        if (target.Authority is not null)
            return (target with { Scheme = origin.Scheme }).Normal();
        if (target.Path.Length == 0)
            return (origin with { Query = target.Query ?? origin.Query }).Text();
        var path = target.Path.StartsWith('/') ? target.Path : Merge(origin, target.Path);
        return (origin with { Path = path, Query = target.Query }).Normal();
    }

    static string Merge(Parts origin, string path)
    {
        if (origin.Authority is not null && origin.Path.Length == 0)
            return "/" + path;
        return origin.Path[..(origin.Path.LastIndexOf('/') + 1)] + path;
    }

    static string WithoutDots(string path)
    {
        var kept = new List<string>();
        var segments = path.Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            var isLast = i == segments.Length - 1;
            if (segments[i] is "." or "..")
            {
                // The empty first segment stands for the leading slash.
                if (segments[i] == ".." && kept.Count > 0 && (kept.Count > 1 || kept[0].Length > 0))
                    kept.RemoveAt(kept.Count - 1);
                if (isLast)
                    kept.Add("");
            }
            else
                kept.Add(segments[i]);
        }
        return string.Join('/', kept);
    }

    readonly record struct Parts(string? Scheme, string? Authority, string Path, string? Query)
    {
        public static Parts Of(string uri)
        {
            string? scheme = null,
                authority = null,
                query = null;
            var end = uri.AsSpan().IndexOfAnyExcept(SchemeChars);
            if (end > 0 && uri[end] == ':' && char.IsAsciiLetter(uri[0]))
            {
                scheme = uri[..end];
                uri = uri[(end + 1)..];
            }
            var question = uri.IndexOf('?', StringComparison.Ordinal);
            if (question >= 0)
            {
                query = uri[(question + 1)..];
                uri = uri[..question];
            }
            if (uri.StartsWith("//", StringComparison.Ordinal))
            {
                var slash = uri.IndexOf('/', 2);
                authority = slash < 0 ? uri[2..] : uri[2..slash];
                uri = slash < 0 ? "" : uri[slash..];
            }
            return new(scheme, authority, uri, query);
        }

        public string Normal() => (this with { Path = WithoutDots(Path) }).Text();

        public string Text() =>
            (Scheme is null ? "" : Scheme + ":")
            + (Authority is null ? "" : "//" + Authority)
            + Path
            + (Query is null ? "" : "?" + Query);
    }

    static readonly System.Buffers.SearchValues<char> SchemeChars = System.Buffers.SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-."
    );
}
