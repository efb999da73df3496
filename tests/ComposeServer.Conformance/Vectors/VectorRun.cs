namespace ComposeServer.Conformance.Vectors;

/// <summary>Runs the claims over a folder, and holds that nothing in it stays unread.</summary>
static class VectorRun
{
    // What nearly every recording script writes about itself.
    static readonly string[] AboutTheFile = ["description", "producedBy", "library", "version", "graphql", "about"];

    /// <summary>One line for every file of the folder.</summary>
    public static IEnumerable<string> Lines(VectorFolder folder) =>
        folder.Files.Select(file => $"{file}: {folder.Open(file).Cases.Count} cases");

    /// <summary>Checks every file and every case of a folder.</summary>
    /// <returns>The faults, file by file; no fault, no entry in the list.</returns>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> RunAsync(
        VectorFolder folder,
        CancellationToken cancel
    )
    {
        var outcomes = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var file in folder.Files)
        {
            var faults = new List<string>(await CheckFileAsync(folder, file, cancel));
            foreach (var place in folder.Open(file).Cases)
                faults.AddRange(await CheckCaseAsync(folder, file, place.Name, cancel));
            outcomes.Add(file, faults);
        }

        return outcomes;
    }

    /// <summary>A file must be known, be readable, have a case, and say nothing beside its cases that no case reads.</summary>
    public static async Task<IReadOnlyList<string>> CheckFileAsync(
        VectorFolder folder,
        string file,
        CancellationToken cancel
    )
    {
        var claims = VectorClaims.Of(file);
        if (claims.Count == 0)
            return [$"nothing consumes {file}: name it in a class of {nameof(VectorClaims)}"];
        var document = folder.Open(file);
        if (document.Cases.Count == 0)
            return [$"{file} has no case"];
        HashSet<string>? unread = null;
        foreach (var place in document.Cases)
        {
            var one = new VectorCase(folder, document, place);
            await RunClaimsAsync(claims, one, cancel);
            var rest = one.UnreadBeside().Where(path => !IsAside(claims, path) && !IsAbout(path));
            unread = unread is null ? [.. rest] : [.. unread.Intersect(rest)];
            if (unread.Count == 0)
                return [];
        }

        return [.. unread!.Select(path => $"{file}: no case reads {path}")];
    }

    /// <summary>Every claim about the case must hold, and together they must read it whole.</summary>
    public static async Task<IReadOnlyList<string>> CheckCaseAsync(
        VectorFolder folder,
        string file,
        string name,
        CancellationToken cancel
    )
    {
        var claims = VectorClaims.Of(file);
        var document = folder.Open(file);
        var one = new VectorCase(folder, document, document.Cases.Single(place => place.Name == name));
        var faults = await RunClaimsAsync(claims, one, cancel);
        if (faults.Count > 0)
            return faults;
        var isWhole = one.Document.Cases[0].Path.Length == 0;
        return
        [
            .. one.Unread()
                .Where(path => !IsAside(claims, path) && !IsAside(claims, one.At(path)) && !(isWhole && IsAbout(path)))
                .Select(path => $"{file}, {name}: nothing reads {(path.Length == 0 ? "it" : path)}"),
        ];
    }

    static async Task<List<string>> RunClaimsAsync(
        IReadOnlyList<VectorClaims> claims,
        VectorCase one,
        CancellationToken cancel
    )
    {
        var faults = new List<string>();
        var asked = claims.SelectMany(some => some.Claims).Where(claim => claim.When(one)).ToArray();
        if (asked.Length == 0)
            faults.Add($"{one.Document.Name}, {one.Name}: nothing is claimed of this case");
        foreach (var claim in asked)
        {
            try
            {
                await claim.Check(one, cancel);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                faults.Add($"{one.Document.Name}, {one.Name}: {claim.Name}\n{fault}");
            }
        }

        return faults;
    }

    static bool IsAbout(string path) => AboutTheFile.Contains(path.Split('.', '[')[0]);

    static bool IsAside(IReadOnlyList<VectorClaims> claims, string path)
    {
        var plain = WithoutNumbers(path);
        return claims
            .SelectMany(some => some.Aside.Keys)
            .Any(aside => plain == aside || plain.StartsWith(aside + ".", StringComparison.Ordinal));
    }

    static string WithoutNumbers(string path) =>
        string.Join('.', path.Split('.').Select(name => name.Split('[')[0]).Where(name => name.Length > 0));
}
