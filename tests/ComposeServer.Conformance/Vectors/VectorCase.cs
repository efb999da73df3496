namespace ComposeServer.Conformance.Vectors;

/// <summary>One recorded case while it is checked: what is read through it is marked.</summary>
sealed class VectorCase
{
    readonly CasePlace _place;
    readonly ReadMarks _marks = new();

    public VectorCase(VectorFolder folder, VectorDocument document, CasePlace place)
    {
        _place = place;
        Folder = folder;
        Document = document;
        Json = document.Root is null ? default : new(place.Json, _marks, place.Path);
        File = document.Root is { } root ? new(root, _marks, "") : default;
        if (Json.Has("name"))
            Json.GetProperty("name").GetString();
    }

    /// <summary>The name of the case: its member <c>name</c>, or its number.</summary>
    public string Name => _place.Name;

    public VectorFolder Folder { get; }

    public VectorDocument Document { get; }

    /// <summary>The case.</summary>
    public Recorded Json { get; }

    /// <summary>The whole file, for what all cases share.</summary>
    public Recorded File { get; }

    /// <summary>The text of a file that is not JSON, without line ends at its end.</summary>
    public string Text => Document.Text.TrimEnd('\n');

    /// <summary>The case of the same file with another name. What is read of it is not marked.</summary>
    public Recorded Other(string name) => new(Document.Cases.Single(place => place.Name == name).Json, null, "");

    /// <summary>Leaves of the case that nobody read, as paths from the case.</summary>
    public IEnumerable<string> Unread() =>
        Document.Root is null
            ? []
            : _marks.Unread(_place.Json, _place.Path).Select(path => path[_place.Path.Length..].TrimStart('.'));

    /// <summary>The path in the file of a path in the case.</summary>
    public string At(string path) => ReadMarks.Member(_place.Path, path);

    /// <summary>Leaves beside the cases that nobody read.</summary>
    public IEnumerable<string> UnreadBeside()
    {
        if (Document.Root is not { } root)
            return [];
        foreach (var place in Document.Cases)
            _marks.Add(place.Path);
        return [.. _marks.Unread(root, "")];
    }
}
