using System.Text.Json;
using ComposeServer.Identity.Dids;
using ComposeServer.Streams;

namespace ComposeServer.Sync.Pull;

/// <summary>
/// Remembers in a small file how far the pages of each model were taken, so that a pull which was cut off goes on there. For one thread.
/// </summary>
/// <remarks>
/// JSON: <c>{"version": 1, "bookmarks": [{"from", "model", "account"?, "after"?, "isDone"?}]}</c>. A bookmark stands behind a page only when
/// everything on it is stored. It is no more than a shortcut: without the file all pages are read again, and streams that are here are skipped.
/// </remarks>
public sealed class PullBookmarks
{
    const int Version = 1;

    readonly string? _path;
    readonly string _from;
    readonly Dictionary<Key, Bookmark> _marks;

    PullBookmarks(string? path, string from, Dictionary<Key, Bookmark> marks)
    {
        _path = path;
        _from = from;
        _marks = marks;
    }

    /// <summary>Where a model stands.</summary>
    /// <param name="After">Cursor of the last page that is stored; null before the first.</param>
    /// <param name="IsDone">There is no page behind it.</param>
    public readonly record struct Bookmark(string? After, bool IsDone);

    readonly record struct Key(string From, string Model, string? Account);

    /// <summary>Remembers for this run alone.</summary>
    public static PullBookmarks None(string from) => new(null, from, []);

    /// <summary>Reads the file, if there is one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="from">The node; the file may hold bookmarks for others too.</param>
    /// <exception cref="FormatException">It is no such file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static PullBookmarks Open(string path, string from)
    {
        if (!File.Exists(path))
            return new(path, from, []);
        try
        {
            return new(path, from, Read(JsonElement.Parse(File.ReadAllBytes(path))));
        }
        catch (Exception fault)
            when (fault is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw new FormatException($"{path} is no file of bookmarks of an import; delete it to begin anew", fault);
        }
    }

    /// <summary>Where a model stands.</summary>
    public Bookmark Find(StreamId model, Did? account) => _marks.GetValueOrDefault(KeyOf(model, account));

    /// <summary>Moves the bookmark of a model.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Put(StreamId model, Did? account, Bookmark mark)
    {
        _marks[KeyOf(model, account)] = mark;
        Save();
    }

    /// <summary>Takes out the bookmarks of this node, for the next pull shall look at everything again; deletes an empty file.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Clear()
    {
        foreach (var key in _marks.Keys.Where(key => key.From == _from).ToList())
            _marks.Remove(key);
        Save();
    }

    Key KeyOf(StreamId model, Did? account) => new(_from, model.ToString(), account?.Text);

    void Save()
    {
        if (_path is null)
            return;
        if (_marks.Count == 0)
        {
            File.Delete(_path);
            return;
        }

        // A power cut leaves the old file or the new one.
        var partial = _path + ".partial";
        using (var file = File.Create(partial))
        using (var json = new Utf8JsonWriter(file))
            Write(json);
        File.Move(partial, _path, overwrite: true);
    }

    void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("version", Version);
        json.WriteStartArray("bookmarks");
        foreach (var (key, mark) in _marks)
        {
            json.WriteStartObject();
            json.WriteString("from", key.From);
            json.WriteString("model", key.Model);
            if (key.Account is not null)
                json.WriteString("account", key.Account);
            if (mark.After is not null)
                json.WriteString("after", mark.After);
            if (mark.IsDone)
                json.WriteBoolean("isDone", true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    static Dictionary<Key, Bookmark> Read(JsonElement json)
    {
        if (json.GetProperty("version").GetInt32() != Version)
            throw new ArgumentException("another version", nameof(json));
        return json.GetProperty("bookmarks")
            .EnumerateArray()
            .ToDictionary(
                mark => new Key(
                    mark.GetProperty("from").GetString()!,
                    mark.GetProperty("model").GetString()!,
                    TextOf(mark, "account")
                ),
                mark => new Bookmark(
                    TextOf(mark, "after"),
                    mark.TryGetProperty("isDone", out var done) && done.GetBoolean()
                )
            );
    }

    static string? TextOf(JsonElement mark, string name) =>
        mark.TryGetProperty(name, out var text) ? text.GetString() : null;
}
