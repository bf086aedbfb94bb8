-- A row of the log as the builds before revision 2 of ImageUploaded wrote it, to the byte.
INSERT INTO event_store.domain_event (
    event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at,
    event_name, event_revision, payload, metadata)
VALUES (
    '0d2f6f52-5c1b-4a57-8f3e-7f8a2b1c9e09', 'image-9', 0, 'Image', '2026-02-03T04:05:07.000008Z',
    'ImageUploaded', '1',
    convert_to('{"imageId":9,"ownerId":7,"file":"sunset_k3v9x.jpg","stored":{"key":"images/7/sunset_k3v9x.jpg","format":"JPEG","bytes":48213,"sha256":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","width":1600,"height":900}}', 'UTF8'),
    convert_to('{"actor":"user-7","correlationId":"5e1f0c64-2b7d-4c8e-a1f5-94c3d2b6a709","causationId":"5e1f0c64-2b7d-4c8e-a1f5-94c3d2b6a709"}', 'UTF8'));
