// Reads services/**.txt.
//
//   RunInstances                          an action; a + before it: Amazon's alone, since its version 2016-11-15
//   DescribeVmTypes = DescribeInstanceTypes   an action whose name on the wire is another
//   GetBucketAcl GET B?acl                an operation of S3: method, then B or B/K, then the query that is always the same
//     > ImageId! MinCount:i! ~Tag[…]      what is sent
//     q> h> b>                            what is sent of S3: in the query, as headers, as the body
//     < reservationSet[@Reservation]      what comes back;  h< b< of S3
//   @Tag = key value                      a shape that several share
//
// Members: a name, then
//   :i :l :f numbers  :b boolean  :t time  :B bytes in base64  :m map of texts  :F filters  :A the attribute xsi:type
//   :S a secret  :P a policy, percent-encoded by some servers  (nothing: text)
//   {…} members of its own   @Shape   […] a list of such   [] a list of texts   []:i a list of numbers
//   *{…} *  a list without an element around it   <Tag>[…] a list whose items are called so
//   ! must be there   + Amazon's version 2016-11-15 alone   ~ that version's, which Eucalyptus 4.4 knows too

/** @typedef {{ kind: 'scalar', code: string } | { kind: 'struct', members: Member[] } | { kind: 'shape', name: string } | { kind: 'list', item?: string, flat?: boolean, of: Type }} Type */
/** @typedef {{ name: string, type: Type, required: boolean, mark: string }} Member */

function readMembers(text) {
  const reader = { text, at: 0 };
  const result = members(reader, '');
  if (reader.at < text.length) throw new Error(`left over: ${text.slice(reader.at)}`);
  return result;
}

function members(reader, end) {
  const result = [];
  for (;;) {
    while (/\s/.test(reader.text[reader.at] ?? '')) reader.at += 1;
    if (reader.at >= reader.text.length || reader.text[reader.at] === end) break;
    result.push(member(reader));
  }
  return result;
}

function member(reader) {
  const mark = take(reader, /[+~]/y) ?? '';
  const name = take(reader, /[A-Za-z][\w-]*/y);
  // A shape's members in place: `@Reservation`.
  if (name === undefined) return { name: '', type: shape(reader), required: false, mark };
  const flat = take(reader, /\*/y) !== undefined;
  const item = take(reader, /<\w+>/y)?.slice(1, -1);
  let type = typeOf(reader);
  if (flat) type = { kind: 'list', flat: true, of: type };
  if (item !== undefined && type.kind === 'list') type = { ...type, item };
  return { name, type, required: take(reader, /!/y) !== undefined, mark };
}

function typeOf(reader) {
  if (take(reader, /\[/y) !== undefined) {
    const inner = members(reader, ']');
    reader.at += 1;
    if (inner.length === 0) return { kind: 'list', of: scalar(reader) };
    return { kind: 'list', of: inner.length === 1 && inner[0].name === '' ? inner[0].type : { kind: 'struct', members: inner } };
  }
  if (take(reader, /\{/y) !== undefined) {
    const inner = members(reader, '}');
    reader.at += 1;
    return { kind: 'struct', members: inner };
  }
  return reader.text[reader.at] === '@' ? shape(reader) : scalar(reader);
}

function shape(reader) {
  const name = take(reader, /@\w+/y);
  if (name === undefined) throw new Error(`a name is missing: ${reader.text.slice(reader.at)}`);
  return { kind: 'shape', name: name.slice(1) };
}

const scalar = (reader) => ({ kind: 'scalar', code: take(reader, /:[ilfbtBmFAPS]/y)?.slice(1) ?? 's' });

function take(reader, pattern) {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text)?.[0];
  if (found !== undefined) reader.at += found.length;
  return found;
}

/** One file: its actions and shapes. */
export function readService(text, file) {
  const actions = [];
  const shapes = new Map();
  for (const line of text.split('\n')) {
    try {
      const part = /^ {2}([qhb]?[<>]) ?(.*)$/.exec(line);
      const named = /^@(\w+) = (.*)$/.exec(line);
      const action = /^(\+?)(\w+)(?: = (\w+)| (GET|HEAD|PUT|POST|DELETE) (\S+))?$/.exec(line);
      if (part !== null) actions.at(-1)[part[1]] = part[1].startsWith('b') ? body(part[2]) : readMembers(part[2]);
      else if (named !== null) shapes.set(named[1], readMembers(named[2]));
      else if (action !== null) actions.push({ name: action[2], wire: action[3] ?? action[2], mark: action[1], method: action[4], path: action[5] });
      else if (line.trim() !== '' && !line.startsWith('#')) throw new Error('neither an action nor a part of one');
    } catch (error) {
      throw new Error(`${file}: ${line}: ${error.message}`);
    }
  }
  return { actions, shapes };
}

/** `raw`, `text`, or the document's element with its members, or an element that is text. */
function body(text) {
  if (text === 'raw' || text === 'text') return text;
  const [member] = readMembers(text);
  return member;
}
