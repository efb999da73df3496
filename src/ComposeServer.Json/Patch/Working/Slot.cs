using System.Text.Json;

namespace ComposeServer.Json.Patch.Working;

/// <summary>A value of the working document: an opened container, or JSON nobody has looked into. The default is JavaScript's undefined.</summary>
readonly struct Slot
{
    static readonly JsonElement NullElement = JsonElement.Parse("null"u8);

    readonly JsonElement closed;

    public Slot(JsonElement closed) => this.closed = closed;

    public Slot(Container opened) => Opened = opened;

    public static Slot Null => new(NullElement);

    /// <summary>Null unless the value is a list or an object that has been opened.</summary>
    public Container? Opened { get; }

    /// <summary>Meaningful only when <see cref="Opened"/> is null.</summary>
    public JsonElement Closed => closed;

    public bool IsAbsent => Opened is null && closed.ValueKind == JsonValueKind.Undefined;

    public JsonValueKind Kind =>
        Opened is null ? closed.ValueKind
        : Opened.IsList ? JsonValueKind.Array
        : JsonValueKind.Object;

    public bool IsContainer => Kind is JsonValueKind.Array or JsonValueKind.Object;

    /// <summary>Bytes as compact JSON. An absent value in a list counts as <c>null</c>.</summary>
    public long SizeBytes => Opened?.SizeBytes ?? (IsAbsent ? 4 : closed.Raw().Length);
}
